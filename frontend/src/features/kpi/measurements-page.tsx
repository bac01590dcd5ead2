import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { Measurements } from "./measurements";

/** The numbers of the period one by one: where each came from, and typed by hand. */
export default function MeasurementsPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Measurements key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("frame:section.kpi")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
