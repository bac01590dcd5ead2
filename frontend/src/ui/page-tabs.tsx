import { Link, type LinkProps } from "@tanstack/react-router";
import classes from "./page-tabs.module.css";

export type PageTab = {
  to: string;
  label: string;
  /** What of the address goes along to the other page; nothing by default. */
  search?: LinkProps["search"];
};

/** The pages of a section, in a second line of the head; the one that is shown stands out. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly PageTab[] }) {
  return (
    <nav className={classes.root} aria-label={label}>
      {tabs.map(({ to, label, search }) => (
        <Link
          key={to}
          to={to}
          search={search}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
