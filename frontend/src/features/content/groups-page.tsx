import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { BrandPage } from "@/ui/brand-page";
import { Groups } from "./groups";

/** The posts of the period by tag, pillar, type or channel. */
export default function GroupsPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.content")} of={useBrand()}>
      {(about) => <Groups {...about} />}
    </BrandPage>
  );
}
