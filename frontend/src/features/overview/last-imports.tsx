import { Link } from "@tanstack/react-router";
import type { Entry } from "@/bridge/intake";
import { formatInstant, formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import classes from "./page.module.css";

const SHOWN = 5;

/** The newest imports of the client, at its own time. */
export function LastImports({ imports, timeZone }: { imports: readonly Entry[]; timeZone: string | undefined }) {
  const { t, language } = useWords();
  return (
    <section className={classes.section} aria-labelledby="overview-imports">
      <h2 id="overview-imports" className={classes.heading}>
        {t("overview:imports")}
      </h2>
      {imports.length === 0 ? (
        <p className={classes.quiet}>{t("overview:no_imports")}</p>
      ) : (
        <>
          <ul className={classes.lines}>
            {imports.slice(0, SHOWN).map((one) => (
              <li key={one.id} className={classes.import}>
                <span className={classes.lineName} title={one.file}>
                  {one.file}
                </span>
                <span className={classes.small}>
                  {one.undone_at
                    ? t("overview:undone")
                    : t("overview:rows", {
                        added: formatNumber(one.added, language),
                        updated: formatNumber(one.updated, language),
                      })}
                  {" · "}
                  {formatInstant(one.created_at, language, timeZone)}
                </span>
              </li>
            ))}
          </ul>
          <Link to="/intake" className={classes.more}>
            {t("overview:all_imports")}
          </Link>
        </>
      )}
    </section>
  );
}
