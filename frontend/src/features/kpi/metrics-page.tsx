import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { Metrics } from "./metrics";

/** What can be counted, what each means, and what the agency counts of its own. */
export default function MetricsPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Metrics key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("frame:section.kpi")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
