import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { BrandSwitcher } from "./brand-switcher";
import type { ClientChoice } from "./clients";
import classes from "./frame.module.css";
import { type Page, pages } from "./routes";

// Menus come after the first page is drawn; their place is kept.
const PersonMenu = lazy(() => import("./person-menu"));

/** The left side: the brand, the sections, and the person at work. */
export function Navigation({ choice }: { choice: ClientChoice }) {
  const { t } = useWords();
  const navigate = useNavigate();
  useShortcuts(
    pages.flatMap(({ path, section }) =>
      section
        ? [
            {
              keys: `g ${section.letter}`,
              label: t("frame:go_to", { name: t(`frame:section.${section.key}`) }),
              group: t("frame:group.go"),
              run: () => void navigate({ to: path }),
            },
          ]
        : [],
    ),
  );
  return (
    <nav className={classes.nav} aria-label={t("frame:navigation")}>
      <BrandSwitcher choice={choice} />
      <ul className={classes.sections}>{pages.map((page) => !page.app && <Section key={page.path} page={page} />)}</ul>
      <ul className={classes.foot}>
        {pages.map((page) => page.app && <Section key={page.path} page={page} />)}
        <li>
          <Suspense fallback={<div className={classes.link} />}>
            <PersonMenu />
          </Suspense>
        </li>
      </ul>
    </nav>
  );
}

function Section({ page: { path, section } }: { page: Page }) {
  const { t } = useWords();
  if (!section) return null;
  const Glyph = section.icon;
  return (
    <li>
      <Link to={path} className={classes.link} activeOptions={{ includeSearch: false }}>
        <Glyph size={17} stroke={1.6} aria-hidden />
        <span className={classes.linkName}>{t(`frame:section.${section.key}`)}</span>
      </Link>
    </li>
  );
}
