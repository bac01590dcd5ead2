import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { Parts } from "./parts";

/** Numbers of the brand by country, age, page and the like. */
export default function PartsPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Parts key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("frame:section.kpi")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
