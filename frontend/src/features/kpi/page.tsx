import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Scorecard } from "./scorecard";

/** Where the brand stands in the period: each number, what it was before, and its target. */
export default function KpiPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.kpi")} of={useBrand()}>
      {(about) => <Scorecard {...about} />}
    </BrandPage>
  );
}
