import { IconCircle, IconCircleCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useWords } from "@/lib/language";
import { Keys } from "@/ui/kbd";
import classes from "./page.module.css";

/** A step of the loop: its sentence is overview:step.<key>. */
export type Step = {
  key: "channels" | "import" | "log" | "target" | "report";
  to: string;
  keys: string;
  done: boolean;
};

/** The loop from an empty client to the first workbook, with what is done already. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const { t } = useWords();
  const next = steps.find(({ done }) => !done)?.key;
  return (
    <section className={classes.section} aria-labelledby="overview-steps">
      <h2 id="overview-steps" className={classes.heading}>
        {t("overview:start_title")}
      </h2>
      <p className={classes.quiet}>{t("overview:start_text")}</p>
      <ol className={classes.steps}>
        {steps.map(({ key, to, keys, done }) => (
          <li key={key}>
            <Link to={to} className={classes.step} data-next={key === next || undefined} data-done={done || undefined}>
              {done ? (
                <IconCircleCheck size={20} stroke={1.5} aria-label={t("overview:done")} className={classes.tick} />
              ) : (
                <IconCircle size={20} stroke={1.5} aria-hidden className={classes.ring} />
              )}
              <span className={classes.stepWords}>
                <span className={classes.stepName}>{t(`overview:step.${key}`)}</span>
                <span className={classes.quiet}>{t(`overview:step.${key}_text`)}</span>
              </span>
              <Keys keys={keys} />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
