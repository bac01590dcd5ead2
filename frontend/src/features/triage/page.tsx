import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Inbox } from "./inbox";

/** What threatens the brand and what it could use, from competitors, the log and targets, with what was decided of each. */
export default function TriagePage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.triage")} of={useBrand()}>
      {(about) => <Inbox {...about} />}
    </BrandPage>
  );
}
