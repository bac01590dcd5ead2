import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Campaigns } from "./campaigns";

/** Campaigns of ads and of websites. */
export default function CampaignsPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.kpi")} of={useBrand()}>
      {(about) => <Campaigns {...about} />}
    </BrandPage>
  );
}
