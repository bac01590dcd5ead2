import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Measurements } from "./measurements";

/** The numbers of the period one by one: where each came from, and typed by hand. */
export default function MeasurementsPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.kpi")} of={useBrand()}>
      {(about) => <Measurements {...about} />}
    </BrandPage>
  );
}
