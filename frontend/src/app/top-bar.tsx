import { ActionIcon, Menu, UnstyledButton } from "@mantine/core";
import {
  type Icon,
  IconAdjustmentsHorizontal,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconMoon,
  IconSearch,
  IconSun,
} from "@tabler/icons-react";
import type { Client } from "@/bridge/shell";
import { languageOf, useSettings } from "@/features/settings/settings";
import { useWords } from "@/lib/language";
import { Keys } from "@/ui/kbd";
import { showFailure } from "@/ui/toast";
import classes from "./frame.module.css";
import { type Step, useHistory } from "./history";
import { PeriodPicker } from "./period-picker";

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
      <LookMenu onShortcuts={onShortcuts} />
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

const THEMES = [
  ["auto", IconDeviceDesktop],
  ["light", IconSun],
  ["dark", IconMoon],
] as const;

function LookMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useWords();
  const { settings, change } = useSettings();
  const check = <IconCheck size={15} aria-label={t("frame:chosen")} />;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t("frame:look")} title={t("frame:look")}>
          <IconAdjustmentsHorizontal size={17} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("frame:theme")}</Menu.Label>
        {THEMES.map(([theme, Glyph]) => (
          <Menu.Item
            key={theme}
            leftSection={<Glyph size={15} aria-hidden />}
            rightSection={(settings?.theme || "auto") === theme && check}
            onClick={() => change({ theme: theme === "auto" ? "" : theme }).catch(showFailure)}
          >
            {t(`frame:theme.${theme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("frame:language")}</Menu.Label>
        {(["en", "es"] as const).map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={settings && languageOf(settings.language) === language && check}
            onClick={() => change({ language }).catch(showFailure)}
          >
            {language === "en" ? "English" : "Español"}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={15} aria-hidden />}
          rightSection={<Keys keys="?" />}
          onClick={onShortcuts}
        >
          {t("frame:shortcuts")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
