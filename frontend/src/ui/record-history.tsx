import { formatInstant } from "@/lib/format";
import { useWords } from "@/lib/language";
import classes from "./record-history.module.css";

/** One change of a record. */
export type RecordStep = {
  id: number;
  /** What was done, as a sentence. */
  text: string;
  who: string;
  /** The instant. */
  at: string;
  undone_at?: string | null;
  changes: readonly { field: string; before: unknown; after: unknown }[];
};

export type RecordHistoryProps = {
  label: string;
  steps: readonly RecordStep[];
  /** How a field is called; a field that it does not know is left out. */
  fieldName: (field: string) => string | null;
};

/** Who changed what of one record and when, newest first. */
export function RecordHistory({ label, steps, fieldName }: RecordHistoryProps) {
  const { t, language } = useWords();
  const show = (value: unknown) => (value === null || value === "" ? "–" : String(value));
  if (steps.length === 0) return <p className={classes.quiet}>{t("ui:history.none")}</p>;
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step) => (
        <li key={step.id} className={classes.step} data-undone={step.undone_at ? true : undefined}>
          <p className={classes.head}>
            <span className={classes.text}>{step.text}</span>
            <span className={classes.quiet}>
              {[step.who, formatInstant(step.at, language)].filter(Boolean).join(" · ")}
              {step.undone_at && ` · ${t("ui:history.undone")}`}
            </span>
          </p>
          {step.changes.map(({ field, before, after }) => {
            const name = fieldName(field);
            return (
              name && (
                <p key={field} className={classes.change}>
                  <span className={classes.field}>{name}</span>
                  <del className={classes.before}>{show(before)}</del>
                  <span aria-hidden>→</span>
                  <ins className={classes.after}>{show(after)}</ins>
                </p>
              )
            );
          })}
        </li>
      ))}
    </ol>
  );
}
