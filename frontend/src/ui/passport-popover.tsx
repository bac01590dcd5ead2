import { Popover, UnstyledButton } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useWords } from "@/lib/language";
import classes from "./passport-popover.module.css";

export type PassportPopoverProps = {
  /** The name of the number. */
  title: string;
  /** The number as it stands on the page; it becomes the button. */
  value: ReactNode;
  /** What it is made of, asked for when it is opened: formula, parts, files, rows. */
  children: () => ReactNode;
  /** Right-aligned in a column of figures. */
  align?: "left" | "right";
};

/** A number that opens to its passport. The content is made only once it is opened. */
export function PassportPopover({ title, value, children, align = "left" }: PassportPopoverProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={360} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.number}
          data-align={align}
          onClick={() => setOpened(!opened)}
          title={t("ui:passport.open")}
        >
          {value}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t("ui:passport.title", { name: title })}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the dropdown scrolls, so it takes the focus. */}
        <div className={classes.body} tabIndex={0} data-autofocus>
          <p className={classes.title}>{title}</p>
          {opened && children()}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** One line of a passport: what it is, and what it says. */
export function PassportLine({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <span className={classes.label}>{label}</span>
      <span className={classes.words}>{children}</span>
    </div>
  );
}
