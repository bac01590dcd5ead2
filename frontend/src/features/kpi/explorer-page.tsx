import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { Explorer } from "./explorer";

/** Any numbers of the brand over time. */
export default function ExplorerPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Explorer key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("frame:section.kpi")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
