import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useWords } from "@/lib/language";
import classes from "./error-note.module.css";

export type ErrorNoteProps = {
  /** What was thrown; an Error's message is shown as it is, since the backend sends a sentence for a person. */
  error: unknown;
  /** Tries again; without it there is no button. */
  onRetry?: () => void;
  /** It stands under the head of a page, and begins where the title does. */
  page?: boolean;
};

/** A refusal or failure, where it happened, announced to screen readers. */
export function ErrorNote({ error, onRetry, page }: ErrorNoteProps) {
  const { t } = useWords();
  return (
    <div role="alert" className={classes.root} data-page={page}>
      <IconAlertTriangle size={16} className={classes.icon} aria-hidden />
      <span className={classes.text}>{error instanceof Error ? error.message : String(error)}</span>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t("ui:retry")}
        </Button>
      )}
    </div>
  );
}
