import { useWords } from "@/lib/language";
import classes from "./intake.module.css";

/** What to download from the platforms, and how. */
export function Guide() {
  const { t } = useWords();
  return (
    <div className={classes.guide}>
      <ol className={classes.steps}>
        {(["content", "results", "drop"] as const).map((step) => (
          <li key={step}>
            <h3 className={classes.stepTitle}>{t(`intake:guide_${step}`)}</h3>
            <p>{t(`intake:guide_${step}_text`)}</p>
          </li>
        ))}
      </ol>
      <p className={classes.quiet}>{t("intake:guide_safe")}</p>
    </div>
  );
}
