import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Parts } from "./parts";

/** Numbers of the brand by country, age, page and the like. */
export default function PartsPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.kpi")} of={useBrand()}>
      {(about) => <Parts {...about} />}
    </BrandPage>
  );
}
