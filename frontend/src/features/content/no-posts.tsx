import { IconFileImport, IconPhoto, IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { formatMonth } from "@/lib/format";
import { useWords } from "@/lib/language";
import { periodOf } from "@/lib/period";
import { usePeriod } from "@/lib/place";
import { EmptyState } from "@/ui/empty-state";
import { useNewestDay } from "./use-posts";

/** Says why there are no posts here: the filters leave none, or the period has none. */
export function NoPosts(props: { client: string; brandId: string; filtered: boolean }) {
  const { t } = useWords();
  if (!props.filtered) return <EmptyPeriod {...props} />;
  return <EmptyState icon={IconSearch} title={t("content:nothing_found")} text={t("content:nothing_found_text")} />;
}

/** An empty period: leads to the newest posts, or to the imports where there are none at all. */
function EmptyPeriod({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { setPeriod } = usePeriod();
  const newest = useNewestDay(client, brandId, true);
  if (newest === undefined) return null;
  if (newest === "") {
    return (
      <EmptyState
        icon={IconPhoto}
        title={t("content:none")}
        text={t("content:none_text")}
        action={{
          label: t("content:to_imports"),
          icon: IconFileImport,
          onClick: () => void navigate({ to: "/intake" }),
        }}
      />
    );
  }
  return (
    <EmptyState
      icon={IconPhoto}
      title={t("content:none_in_period")}
      text={t("content:none_in_period_text")}
      action={{
        label: t("content:to_month", { month: formatMonth(newest, language, true) }),
        onClick: () => setPeriod(periodOf("month", newest)),
      }}
    />
  );
}
