import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useBrand } from "@/bridge/brand";
import { type Competitor, competitorKeys, listCompetitors } from "@/bridge/competitor";
import { start } from "@/bridge/shell";
import { useWords } from "@/lib/language";
import { frameKeys } from "@/lib/query-keys";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";

/** The brand that a page is about, and its competitors. */
export type About = {
  client: string;
  brandId: string;
  brandName: string;
  competitors: readonly Competitor[];
  /** The client's time zone; undefined until it is known. */
  zone: string | undefined;
};

/** Shows a page once its brand and the brand's competitors are known. */
export function Branded({ children }: { children: (about: About) => ReactNode }) {
  const { t } = useWords();
  const { client, brand, error, refetch } = useBrand();
  const list = useQuery({
    queryKey: competitorKeys.list(client, brand?.id ?? ""),
    queryFn: () => listCompetitors(client, brand?.id ?? ""),
    enabled: Boolean(brand),
  });
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const zone = started?.clients.find(({ id }) => id === client)?.timezone;
  if (brand && list.data) {
    return (
      <div key={`${client} ${brand.id}`} style={{ display: "contents" }}>
        {children({ client, brandId: brand.id, brandName: brand.name, competitors: list.data, zone })}
      </div>
    );
  }
  const failed = error ?? list.error;
  return (
    <>
      <PageHeader title={t("frame:section.competitor")} />
      {failed && <ErrorNote page error={failed} onRetry={() => void (error ? refetch() : list.refetch())} />}
    </>
  );
}
