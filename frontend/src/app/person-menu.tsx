import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconSelector, IconUserCircle } from "@tabler/icons-react";
import { useSettings, useTeam } from "@/features/settings/settings";
import { useWords } from "@/lib/language";
import { PersonBadge } from "@/ui/person-badge";
import { showFailure } from "@/ui/toast";
import classes from "./frame.module.css";

/** Who is at work, and the team to choose from; nothing while the team is empty. */
export default function PersonMenu() {
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
