import { Button } from "@mantine/core";
import { IconDatabaseOff } from "@tabler/icons-react";
import { useWords } from "@/lib/language";
import classes from "./welcome.module.css";

/** What stands instead of every page while the data folder cannot be opened: why, and the way to try again. */
export function CannotOpen({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useWords();
  return (
    <main className={classes.page}>
      <div className={classes.sheet}>
        <IconDatabaseOff size={32} stroke={1.25} className={classes.broken} aria-hidden />
        <h1 className={classes.title}>{t("welcome:cannot_open")}</h1>
        <p role="alert" className={classes.lead}>
          {error instanceof Error ? error.message : String(error)}
        </p>
        <p className={classes.lead}>{t("welcome:cannot_open_text")}</p>
        <Button className={classes.retry} onClick={onRetry} autoFocus>
          {t("ui:retry")}
        </Button>
      </div>
    </main>
  );
}
