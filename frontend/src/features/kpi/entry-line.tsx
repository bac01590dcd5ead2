import { useWords } from "@/lib/language";
import classes from "./entry.module.css";
import type { Filling } from "./use-filling";

export type EntryLineProps = {
  /** The active cell in words. */
  name: string;
  /** Where its number comes from, or why it did not count. */
  said: string;
  wrong: boolean;
  /** What is selected, "" for one cell. */
  sum: string;
  state: Filling["state"];
};

/** The line below the sheet: what the active cell is and where its number comes from. */
export function EntryLine({ name, said, wrong, sum, state }: EntryLineProps) {
  const { t } = useWords();
  return (
    <div className={classes.line}>
      <span className={classes.lineName}>{name}</span>
      <span className={classes.said} data-wrong={wrong || undefined} title={said} role={wrong ? "alert" : undefined}>
        {said}
      </span>
      {sum && <span className={classes.sum}>{sum}</span>}
      <span className={classes.state} role="status">
        {state === "saving" ? t("kpi:entry.saving") : state === "saved" ? t("kpi:entry.saved") : ""}
      </span>
    </div>
  );
}
