import { Link } from "@tanstack/react-router";
import { useWords } from "@/lib/language";
import { Keys } from "@/ui/kbd";
import classes from "./page.module.css";

const WAYS = [
  { key: "log", to: "/community", keys: "g c" },
  { key: "import", to: "/intake", keys: "g i" },
  { key: "numbers", to: "/kpi", keys: "g k" },
  { key: "report", to: "/report", keys: "g r" },
] as const;

/** The ways that are gone every day, with the keys that go them. */
export function Shortcuts() {
  const { t } = useWords();
  return (
    <section className={classes.section} aria-labelledby="overview-ways">
      <h2 id="overview-ways" className={classes.heading}>
        {t("overview:ways")}
      </h2>
      <ul className={classes.lines}>
        {WAYS.map(({ key, to, keys }) => (
          <li key={key}>
            <Link to={to} className={classes.decision}>
              <span className={classes.lineName}>{t(`overview:way.${key}`)}</span>
              <Keys keys={keys} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
