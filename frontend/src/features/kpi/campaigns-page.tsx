import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { Campaigns } from "./campaigns";

/** Campaigns of ads and of websites. */
export default function CampaignsPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Campaigns key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("frame:section.kpi")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
