import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Entry } from "./entry";

/** Numbers by hand, as in a spreadsheet: all channels by month, or one channel by day. */
export default function EntryPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.kpi")} of={useBrand()}>
      {(about) => <Entry {...about} />}
    </BrandPage>
  );
}
