import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useWords } from "@/lib/language";
import classes from "./chosen-bar.module.css";

export type ChosenBarProps = {
  /** How many rows of a list are chosen, in words. */
  said: string;
  busy?: boolean;
  onDelete: () => void;
  onNone: () => void;
  /** What else can be done with them. */
  children?: ReactNode;
};

/** What can be done at once with the rows that are chosen in a list. */
export function ChosenBar({ said, busy, onDelete, onNone, children }: ChosenBarProps) {
  const { t } = useWords();
  return (
    <div className={classes.root}>
      <span className={classes.count} role="status">
        {said}
      </span>
      {children}
      <Button variant="subtle" loading={busy} leftSection={<IconTrash size={15} aria-hidden />} onClick={onDelete}>
        {t("ui:chosen.delete")}
      </Button>
      <Button variant="subtle" color="gray" onClick={onNone}>
        {t("ui:chosen.none")}
      </Button>
    </div>
  );
}
