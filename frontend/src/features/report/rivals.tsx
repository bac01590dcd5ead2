import type { MonthlyReport, ReportRivals } from "@/bridge/report";
import { formatDay, formatNumber, formatRatio, MISSING, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import { PlatformMark } from "@/ui/platform-mark";
import classes from "./report.module.css";

/** What the workbook says of competitors, for each brand that has any. */
export function Rivals({ monthly }: { monthly: MonthlyReport }) {
  const { t } = useWords();
  return monthly.rivals.map((rivals) => (
    <section key={rivals.brand} className={classes.section} aria-label={t("report:rivals")}>
      <h2 className={classes.heading}>
        {monthly.several ? t("report:rivals_of", { name: rivals.brand }) : t("report:rivals")}
      </h2>
      {rivals.source !== "" && <Numbers rivals={rivals} />}
      <Notes rivals={rivals} />
    </section>
  ));
}

function Numbers({ rivals }: { rivals: ReportRivals }) {
  const { t, language } = useWords();
  const count = (value: Value, decimals = 0) => formatNumber(value, language, decimals);
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("report:rival")}</th>
              <th scope="col">{t("report:followers")}</th>
              <th scope="col">{t("report:previous")}</th>
              <th scope="col">{t("report:growth")}</th>
              <th scope="col">{t("report:posts")}</th>
              <th scope="col">{t("report:engagements")}</th>
              <th scope="col">{t("report:per_post")}</th>
              <th scope="col">{t("report:mentions")}</th>
            </tr>
          </thead>
          <tbody>
            {rivals.rows.map(({ now, before }) => (
              <tr key={`${now.platform} ${now.kind} ${now.competitor_id}`}>
                <th scope="row">
                  <span className={classes.rival} data-kind={now.kind}>
                    <PlatformMark platform={now.platform} size={15} />
                    {now.kind === "average" ? t("report:rivals_average") : now.name}
                  </span>
                </th>
                <td className={classes.strong}>{count(now.followers.value)}</td>
                <td>{count(before.followers.value)}</td>
                <td>
                  {formatRatio(
                    now.growth.value === undefined || now.growth.value === null ? null : now.growth.value / 100,
                    language,
                    MISSING,
                  )}
                </td>
                <td>{count(now.posts.value)}</td>
                <td>{count(now.engagements.value)}</td>
                <td>{count(now.per_post.value, 1)}</td>
                <td>{count(now.mentions.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.quiet}>{rivals.source}</p>
    </>
  );
}

const SHOWN_NOTES = 5;

function Notes({ rivals: { notes } }: { rivals: ReportRivals }) {
  const { t, language } = useWords();
  if (notes.length === 0) return null;
  return (
    <>
      <ul className={classes.notes}>
        {notes.slice(0, SHOWN_NOTES).map(({ day, competitor, kind, text }) => (
          <li key={`${day} ${competitor} ${text}`}>
            <span className={classes.strong}>{t(`report:seen.${kind}`)}</span>{" "}
            <span className={classes.quiet}>
              {formatDay(day, language)} · {competitor}
            </span>{" "}
            {text}
          </li>
        ))}
      </ul>
      {notes.length > SHOWN_NOTES && (
        <p className={classes.quiet}>{t("report:more_notes", { count: notes.length - SHOWN_NOTES })}</p>
      )}
    </>
  );
}
