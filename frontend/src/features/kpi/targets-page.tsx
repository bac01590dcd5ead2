import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { Targets } from "./targets";

/** What the brand is to come to, by when, and how far it is. */
export default function TargetsPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Targets key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("frame:section.kpi")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
