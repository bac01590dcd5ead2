import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { type Brand, type Client, listBrands } from "@/bridge/shell";
import { useSettings, useStart } from "@/features/settings/settings";
import { type Place, useClient, useSetPlace } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { homePath, pages } from "./routes";

/** The clients, the one that the address names with its brands, and how to go to another. */
export type ClientChoice = {
  /** Those not archived, by name. */
  clients: readonly Client[];
  loading: boolean;
  error: unknown;
  /** Tries again to open the data folder. */
  retry: () => void;
  client: Client | null;
  /** Of the client; empty until they are read. */
  brands: readonly Brand[];
  /** The brands are being read, for the first time or anew. */
  reading: boolean;
  /** The one at work; the first while none is named. */
  brand: Brand | null;
  /** Both keep the screen and the period. */
  chooseClient: (id: string) => void;
  chooseBrand: (id: string) => void;
};

const NO_BRANDS: readonly Brand[] = [];

/** The choice of client and brand, as the frame shows it. */
export function useClientChoice(): ClientChoice {
  const { data, isPending, error, refetch } = useStart();
  const place = useClient();
  const setPlace = useSetPlace();
  const clients = useMemo(() => data?.clients.filter(({ archived }) => !archived) ?? [], [data]);
  // An archived client can still be looked at by its address.
  const client = data?.clients.find(({ id }) => id === place.client) ?? null;
  const { data: brands = NO_BRANDS, isFetching } = useQuery({
    queryKey: frameKeys.brands(client?.id ?? ""),
    queryFn: () => listBrands(client?.id ?? ""),
    enabled: client !== null,
  });
  return {
    clients,
    loading: isPending,
    error,
    retry: () => void refetch(),
    client,
    brands,
    reading: isFetching,
    brand: brands.find(({ id }) => id === place.brand) ?? brands[0] ?? null,
    chooseClient: (id) => setPlace({ client: id, brand: undefined }),
    chooseBrand: (id) => setPlace({ brand: id }),
  };
}

/** How long a page stays before it counts as where the window was left. */
const SETTLED_MS = 800;

/**
 * Leads to the first screen while there is no client, to where the window was left when it opens, and to a client while
 * none is named; and keeps in mind where the window is.
 */
export function useLeadToClient({ clients, loading, error, client, brands, reading }: ClientChoice): void {
  const navigate = useNavigate();
  const { settings, change } = useSettings();
  const { pathname, href } = useRouterState({ select: (state) => state.location });

  useEffect(() => {
    if (loading || error || !settings) return;
    const first = clients.find(({ id }) => id === settings.client) ?? clients[0];
    if (!first) {
      const aboutApp = pages.some(({ path, app }) => path === pathname && app);
      if (pathname !== "/welcome" && !aboutApp && !client) void navigate({ to: "/welcome", replace: true });
    } else if (!client) {
      const left = pathname === "/" && settings.place.startsWith("/") ? settings.place : null;
      if (left && left !== "/" && left.includes(first.id)) void navigate({ href: left, replace: true });
      else {
        const to = pathname === "/welcome" || pathname === "/" ? homePath : ".";
        const search = (old: Place) => ({ ...old, client: first.id, brand: undefined });
        void navigate({ to, search, replace: true });
      }
    } else if (pathname === "/welcome" || pathname === "/") void navigate({ to: homePath, replace: true });
  }, [clients, loading, error, client, settings, pathname, navigate]);

  // Where a client has several brands the address names one, and never one that is gone.
  const named = useClient().brand;
  useEffect(() => {
    const first = brands[0];
    if (reading || !first || (named ? brands.some(({ id }) => id === named) : brands.length === 1)) return;
    const brand = brands.length > 1 ? first.id : undefined;
    // Somebody may have gone to another brand in this moment.
    const search = (old: Place) => (brands.some(({ id }) => id === old.brand) ? old : { ...old, brand });
    void navigate({ to: ".", search, replace: true });
  }, [brands, reading, named, navigate]);

  const known = settings !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only going elsewhere is worth keeping.
  useEffect(() => {
    if (!known || !client || (href === settings.place && client.id === settings.client)) return;
    const timer = window.setTimeout(() => {
      // Nobody asked for this to be kept, so nobody is told when it is not.
      change({ client: client.id, place: href }).catch(() => undefined);
    }, SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, [href, client?.id, known]);
}
