import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Times } from "./times";

/** When posts of the period did best, by weekday and hour. */
export default function TimesPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.content")} of={useBrand()}>
      {(about) => <Times {...about} />}
    </BrandPage>
  );
}
