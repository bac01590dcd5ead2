import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconSelector, IconUserCircle } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useSettings, useTeam } from "@/features/settings/settings";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { PersonBadge } from "@/ui/person-badge";
import { showFailure } from "@/ui/toast";
import { BrandSwitcher } from "./brand-switcher";
import type { ClientChoice } from "./clients";
import classes from "./frame.module.css";
import { type Page, pages } from "./routes";

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
          <PersonMenu />
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
      <Link to={path} className={classes.link}>
        <Glyph size={17} stroke={1.6} aria-hidden />
        <span className={classes.linkName}>{t(`frame:section.${section.key}`)}</span>
      </Link>
    </li>
  );
}

function PersonMenu() {
  const { t } = useWords();
  const { team, me } = useTeam();
  const { change } = useSettings();
  if (team.length === 0) return null;
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.link}>
          {me ? (
            <PersonBadge initials={me.initials} colour={me.color} size={18} />
          ) : (
            <IconUserCircle size={17} stroke={1.6} aria-hidden />
          )}
          <span className={classes.linkName}>{me ? me.name : t("frame:i_am_nobody")}</span>
          <IconSelector size={14} className={classes.chevron} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("frame:i_am")}</Menu.Label>
        {team.map((person) => (
          <Menu.Item
            key={person.id}
            leftSection={<PersonBadge initials={person.initials} colour={person.color} />}
            rightSection={person.id === me?.id && <IconCheck size={15} aria-label={t("frame:chosen")} />}
            onClick={() => change({ me: person.id }).catch(showFailure)}
          >
            {person.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
