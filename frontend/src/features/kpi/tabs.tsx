import { Link } from "@tanstack/react-router";
import { useWords } from "@/lib/language";
import classes from "./kpi.module.css";

const TABS = [
  { to: "/kpi", key: "scorecard" },
  { to: "/kpi/numbers", key: "numbers" },
  { to: "/kpi/targets", key: "targets" },
] as const;

/** The three pages of the section. */
export function Tabs() {
  const { t } = useWords();
  return (
    <nav className={classes.tabs} aria-label={t("kpi:pages")}>
      {TABS.map(({ to, key }) => (
        <Link key={key} to={to} className={classes.tab} activeOptions={{ exact: true, includeSearch: false }}>
          {t(`kpi:tab.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
