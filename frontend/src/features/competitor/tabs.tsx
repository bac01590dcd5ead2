import { IconUsersGroup } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useWords } from "@/lib/language";
import { EmptyState } from "@/ui/empty-state";
import classes from "./competitor.module.css";

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
    <nav className={classes.tabs} aria-label={t("competitor:pages")}>
      {TABS.map(({ to, key }) => (
        <Link key={key} to={to} className={classes.tab} activeOptions={{ exact: true, includeSearch: false }}>
          {t(`competitor:tab.${key}`)}
        </Link>
      ))}
    </nav>
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
