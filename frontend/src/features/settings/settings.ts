import { useMantineColorScheme } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Person, type SettingsPatch, type Started, speak, start, updateSettings } from "@/bridge/shell";
import { LANGUAGES, type Language, showLanguage, systemLanguage } from "@/lib/language";
import { frameKeys } from "@/lib/query-keys";
import { remember } from "@/lib/storage";
import { showWeekStart, weekStartOf } from "@/lib/week";

/** Settings.language as one we have: the system's for "". */
export function languageOf(chosen: string): Language {
  return LANGUAGES.find((language) => language === chosen) ?? systemLanguage();
}

/** What the app began with: settings, clients, team, folder. Old when the agency's file changes. */
export function useStart() {
  return useQuery({ queryKey: frameKeys.start(), queryFn: start });
}

/** How the app is set up on this machine, and how to change parts of it. */
export function useSettings() {
  const cache = useQueryClient();
  const { data, error } = useStart();
  return {
    started: data,
    settings: data?.settings,
    error,
    /** Shows the change at once; resolves when it is on disk, and is taken back when it could not be kept. */
    async change(patch: SettingsPatch): Promise<void> {
      const key = frameKeys.start();
      const show = (part: SettingsPatch) =>
        cache.setQueryData<Started>(key, (old) => old && { ...old, settings: { ...old.settings, ...part } });
      const before = cache.getQueryData<Started>(key)?.settings;
      if (!before) return;
      show(patch);
      try {
        await updateSettings(patch);
      } catch (reason) {
        show(Object.fromEntries(Object.entries(before).filter(([name]) => name in patch)));
        throw reason;
      }
      // What was read meanwhile, or is being read, may be older.
      show(patch);
      if (cache.isFetching({ queryKey: key }) > 0) void cache.invalidateQueries({ queryKey: key });
    },
  };
}

/** Shows the app as the settings say, whenever they change. Used once, by the frame. */
export function useApplySettings(): void {
  const { settings } = useSettings();
  const { setColorScheme } = useMantineColorScheme();
  const language = settings?.language;
  const theme = settings?.theme;
  useEffect(() => {
    if (language === undefined) return;
    // The next start draws its first page from this, before it has asked the backend.
    remember("language", language);
    void showLanguage(languageOf(language));
    if (language === "") void speak(languageOf(language));
  }, [language]);
  const weekStart = settings?.week_start;
  useEffect(() => {
    if (weekStart !== undefined) showWeekStart(weekStartOf(weekStart));
  }, [weekStart]);
  useEffect(() => {
    if (theme !== undefined) setColorScheme(theme === "light" || theme === "dark" ? theme : "auto");
  }, [theme, setColorScheme]);
}

/** The team, and who of it is at work. */
export function useTeam(): { team: readonly Person[]; me: Person | null } {
  const { data } = useStart();
  return { team: data?.team ?? [], me: data?.team.find(({ id }) => id === data.settings.me) ?? null };
}
