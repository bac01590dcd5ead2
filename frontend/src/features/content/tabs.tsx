import { useNavigate } from "@tanstack/react-router";
import { useCommands } from "@/lib/commands";
import { useWords } from "@/lib/language";
import { PageTabs } from "@/ui/page-tabs";
import type { LookingSearch } from "./filter";

const TABS = [
  { to: "/content", key: "posts" },
  { to: "/content/times", key: "times" },
  { to: "/content/groups", key: "groups" },
] as const;

/** The same posts on another page: hours and the order are the list's own. */
function taken(old: LookingSearch): LookingSearch {
  const { weekdays: _, hours: __, sort: ___, ...only } = old.only ?? {};
  return { ...old, only: Object.keys(only).length > 0 ? only : undefined };
}

/** The pages of the section; what is filtered goes along. */
export function Tabs() {
  const { t } = useWords();
  const navigate = useNavigate();
  useCommands(
    TABS.slice(1).map(({ to, key }) => ({
      id: `content.${key}`,
      label: t(`content:tab.${key}`),
      group: t("frame:section.content"),
      run: () => void navigate({ to, search: taken }),
    })),
  );
  return (
    <PageTabs
      label={t("content:pages")}
      tabs={TABS.map(({ to, key }) => ({ to, label: t(`content:tab.${key}`), search: taken }))}
    />
  );
}
