import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { Scorecard } from "./scorecard";

/** Where the brand stands in the period: each number, what it was before, and its target. */
export default function KpiPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Scorecard key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("frame:section.kpi")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
