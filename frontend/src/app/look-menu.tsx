import { ActionIcon, Menu } from "@mantine/core";
import {
  IconAdjustmentsHorizontal,
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconMoon,
  IconSun,
} from "@tabler/icons-react";
import { languageOf, useSettings } from "@/features/settings/settings";
import { useWords } from "@/lib/language";
import { Keys } from "@/ui/kbd";
import { showFailure } from "@/ui/toast";

const THEMES = [
  ["auto", IconDeviceDesktop],
  ["light", IconSun],
  ["dark", IconMoon],
] as const;

/** How the app looks, its language, and its shortcuts. */
export default function LookMenu({ onShortcuts }: { onShortcuts: () => void }) {
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
