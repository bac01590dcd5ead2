import { ActionIcon, UnstyledButton } from "@mantine/core";
import { type Icon, IconArrowBackUp, IconArrowForwardUp, IconSearch } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { Client } from "@/bridge/shell";
import { useWords } from "@/lib/language";
import { Keys } from "@/ui/kbd";
import classes from "./frame.module.css";
import { type Step, useHistory } from "./history";
import { PeriodPicker } from "./period-picker";

// Menus come after the first page is drawn; their place is kept.
const LookMenu = lazy(() => import("./look-menu"));

export type TopBarProps = {
  client: Client | null;
  /** Whether the page is about a period. */
  period: boolean;
  onPalette: () => void;
  onShortcuts: () => void;
};

/** The line above the page: its period, the palette, undo, and how the app looks. */
export function TopBar({ client, period, onPalette, onShortcuts }: TopBarProps) {
  const { t } = useWords();
  const history = useHistory(client?.id ?? "");
  return (
    <header className={classes.bar}>
      {period && client && <PeriodPicker />}
      <div className={classes.space} />
      <UnstyledButton className={classes.find} onClick={onPalette} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={15} aria-hidden />
        <span className={classes.findName}>{t("frame:palette")}</span>
        <span aria-hidden>
          <Keys keys="mod+k" />
        </span>
      </UnstyledButton>
      <StepButton step={history.undo} name={t("frame:undo")} said="frame:undo_this" icon={IconArrowBackUp} />
      <StepButton step={history.redo} name={t("frame:redo")} said="frame:redo_this" icon={IconArrowForwardUp} />
      <Suspense fallback={<ActionIcon aria-hidden tabIndex={-1} />}>
        <LookMenu onShortcuts={onShortcuts} />
      </Suspense>
    </header>
  );
}

type StepButtonProps = { step: Step; name: string; said: string; icon: Icon };

function StepButton({ step: { next, run }, name, said, icon: Glyph }: StepButtonProps) {
  const { t } = useWords();
  return (
    <ActionIcon
      onClick={run}
      aria-disabled={!next}
      aria-label={name}
      title={next ? t(said, { label: next.text }) : name}
      className={classes.step}
    >
      <Glyph size={17} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}
