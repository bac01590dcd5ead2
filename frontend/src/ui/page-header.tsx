import type { ReactNode } from "react";
import classes from "./page-header.module.css";

export type PageHeaderProps = {
  title: string;
  /** A few words after the title: a count, a period. */
  note?: ReactNode;
  /** Buttons at the right edge; the main one last. */
  actions?: ReactNode;
  /** A second line: tabs or a filter bar. */
  children?: ReactNode;
};

/** The head of a page: one line with its title and what can be done here. */
export function PageHeader({ title, note, actions, children }: PageHeaderProps) {
  return (
    <div className={classes.root}>
      <div className={classes.line}>
        <h1 className={classes.title}>{title}</h1>
        {note && <span className={classes.note}>{note}</span>}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
