import { Button } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

export type EmptyStateProps = {
  icon: Icon;
  /** What the screen is for, in a few words. */
  title: string;
  /** One sentence more. */
  text?: string;
  /** The first step; the button that takes it. */
  action?: { label: string; icon?: Icon; onClick: () => void };
  /** Further ways on, beside the button. */
  children?: ReactNode;
};

/** Says what an empty screen or list is for and offers the first step. */
export function EmptyState({ icon: Glyph, title, text, action, children }: EmptyStateProps) {
  const ActionIcon = action?.icon;
  return (
    <div className={classes.root}>
      <Glyph size={28} stroke={1.25} className={classes.icon} aria-hidden />
      <p className={classes.title}>{title}</p>
      {text && <p className={classes.text}>{text}</p>}
      {(action || children) && (
        <div className={classes.actions}>
          {action && (
            <Button leftSection={ActionIcon && <ActionIcon size={16} aria-hidden />} onClick={action.onClick}>
              {action.label}
            </Button>
          )}
          {children}
        </div>
      )}
    </div>
  );
}
