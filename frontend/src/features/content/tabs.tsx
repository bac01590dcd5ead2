import { Link, useNavigate } from "@tanstack/react-router";
import { useCommands } from "@/lib/commands";
import { useWords } from "@/lib/language";
import classes from "./content.module.css";
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
    <nav className={classes.tabs} aria-label={t("content:pages")}>
      {TABS.map(({ to, key }) => (
        <Link
          key={key}
          to={to}
          search={taken}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t(`content:tab.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
