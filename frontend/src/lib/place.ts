import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { today } from "./day";
import { type Comparison, comparedRange, type Period, parsePeriod, periodKey, periodOf, type Range } from "./period";

/** What the address carries beside the screen, so that changing one keeps the others. */
export type Place = {
  /** Id of the client. */
  client?: string;
  /** Id of the brand; absent while the client has one brand. */
  brand?: string;
  /** As periodKey writes it; absent for the month of today. */
  period?: string;
  compare?: Comparison;
  /** Id of the row that the page opens or goes to; other pages do without it. */
  item?: string;
};

/** Reads an address's search part; what does not fit is dropped. */
export function readPlace(search: Record<string, unknown>): Place {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  // The router reads a bare year as a number.
  const period = text(typeof search.period === "number" ? String(search.period) : search.period);
  const compare = text(search.compare);
  const place: Place = {};
  const client = text(typeof search.client === "number" ? String(search.client) : search.client);
  const brand = text(search.brand);
  if (client) place.client = client;
  if (brand) place.brand = brand;
  if (period && parsePeriod(period)) place.period = period;
  if (compare === "previous" || compare === "year" || compare === "none") place.compare = compare;
  const item = text(search.item);
  if (item) place.item = item;
  return place;
}

/** The row that the address asks for, or "". */
export function useItem(): string {
  const { item = "" } = useSearch({ strict: false }) as Place;
  return item;
}

/** The names of Place, for the router to keep. */
export const PLACE_KEYS = ["client", "brand", "period", "compare"] as const satisfies (keyof Place)[];

/** A function that changes parts of the place and keeps the screen and the rest. */
export function useSetPlace(): (change: Partial<Place>) => void {
  const navigate = useNavigate();
  return (change) => {
    void navigate({ to: ".", search: (old: Place) => ({ ...old, ...change }) });
  };
}

/** The period chosen in the frame, and what it is compared with. */
export type PeriodChoice = {
  period: Period;
  comparison: Comparison;
  /** The days to compare with, or null. */
  compared: Range | null;
  setPeriod: (period: Period) => void;
  setComparison: (comparison: Comparison) => void;
};

/** The period and comparison of the page; the month of today and the previous period until a person chooses. */
export function usePeriod(): PeriodChoice {
  const { period: key, compare: comparison = "previous" } = useSearch({ strict: false }) as Place;
  const set = useSetPlace();
  const now = today();
  const period = useMemo(() => (key ? parsePeriod(key) : null) ?? periodOf("month", now), [key, now]);
  const compared = useMemo(() => comparedRange(period, comparison), [period, comparison]);
  return {
    period,
    comparison,
    compared,
    setPeriod: (next) => set({ period: periodKey(next) }),
    setComparison: (next) => set({ compare: next }),
  };
}

/** The client and brand that the page is about. Client is an id, "" while none is chosen; brand is an id, null while the client has one. */
export function useClient(): { client: string; brand: string | null } {
  const { client = "", brand } = useSearch({ strict: false }) as Place;
  return { client, brand: brand ?? null };
}
