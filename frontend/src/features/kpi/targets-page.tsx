import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Targets } from "./targets";

/** What the brand is to come to, by when, and how far it is. */
export default function TargetsPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.kpi")} of={useBrand()}>
      {(about) => <Targets {...about} />}
    </BrandPage>
  );
}
