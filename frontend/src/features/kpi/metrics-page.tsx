import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Metrics } from "./metrics";

/** What can be counted, what each means, and what the agency counts of its own. */
export default function MetricsPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.kpi")} of={useBrand()}>
      {(about) => <Metrics {...about} />}
    </BrandPage>
  );
}
