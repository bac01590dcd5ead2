import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Explorer } from "./explorer";

/** Any numbers of the brand over time. */
export default function ExplorerPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.kpi")} of={useBrand()}>
      {(about) => <Explorer {...about} />}
    </BrandPage>
  );
}
