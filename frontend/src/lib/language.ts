import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

/** The languages that every sentence exists in. */
export const LANGUAGES = ["en", "es"] as const;

/** One of LANGUAGES. */
export type Language = (typeof LANGUAGES)[number];

type Catalogue = Record<string, string>;

// One file per room and language; a new file is found by being there.
const files = import.meta.glob<Catalogue>("../locales/*/*.json", { import: "default" });

/** The language that this machine asks for, if we have it, else English. */
export function systemLanguage(): Language {
  const wanted = typeof navigator === "undefined" ? "en" : navigator.language.slice(0, 2);
  return LANGUAGES.find((language) => language === wanted) ?? "en";
}

async function load(language: Language): Promise<void> {
  const own = Object.entries(files).filter(([path]) => path.includes(`/${language}/`));
  await Promise.all(
    own.map(async ([path, read]) => {
      const room = path.slice(path.lastIndexOf("/") + 1, -".json".length);
      i18next.addResourceBundle(language, room, await read());
    }),
  );
}

/** Loads a language's sentences and shows them. The first call must end before anything is drawn. */
export async function showLanguage(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      keySeparator: false,
      defaultNS: "frame",
      resources: {},
      // React escapes what it shows.
      interpolation: { escapeValue: false },
    });
  }
  if (!i18next.hasResourceBundle(language, "frame")) await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The catalogue: t("room:key", values), and the language for Intl. */
export function useWords(): { t: (key: string, values?: Record<string, unknown>) => string; language: Language } {
  const { t, i18n } = useTranslation();
  return { t, language: i18n.language as Language };
}
