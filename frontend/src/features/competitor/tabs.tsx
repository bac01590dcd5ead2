import { IconUsersGroup } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useWords } from "@/lib/language";
import { EmptyState } from "@/ui/empty-state";
import { PageTabs } from "@/ui/page-tabs";

const TABS = [
  { to: "/competitor", key: "comparison" },
  { to: "/competitor/numbers", key: "numbers" },
  { to: "/competitor/notes", key: "notes" },
  { to: "/competitor/list", key: "list" },
] as const;

/** The four pages of the section. */
export function Tabs() {
  const { t } = useWords();
  return (
    <PageTabs
      label={t("competitor:pages")}
      tabs={TABS.map(({ to, key }) => ({ to, label: t(`competitor:tab.${key}`) }))}
    />
  );
}

/** Says what the section is for, and leads to the first step. */
export function Nobody() {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={IconUsersGroup}
      title={t("competitor:nobody")}
      text={t("competitor:nobody_text")}
      action={{ label: t("competitor:register"), onClick: () => void navigate({ to: "/competitor/list" }) }}
    />
  );
}
