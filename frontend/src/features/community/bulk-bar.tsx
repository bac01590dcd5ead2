import { Button, Menu, TextInput } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { Person } from "@/bridge/agency";
import type { Channel } from "@/bridge/brand";
import { type ActivityPatch, KINDS, OUTCOMES, SENTIMENTS } from "@/bridge/community";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { ChosenBar } from "@/ui/chosen-bar";
import { channelName } from "./columns";
import { readTopics } from "./filter";

export type BulkBarProps = {
  count: number;
  channels: readonly Channel[];
  team: readonly Person[];
  busy: boolean;
  onChange: (patch: ActivityPatch) => void;
  onDelete: () => void;
  onNone: () => void;
};

/** What can be done with the chosen entries at once. */
export function BulkBar({ count, channels, team, busy, onChange, onDelete, onNone }: BulkBarProps) {
  const { t, language } = useWords();
  const [topics, setTopics] = useState("");
  const menus: { label: string; choices: { label: string; patch: ActivityPatch }[] }[] = [
    {
      label: t("community:kind"),
      choices: KINDS.map((kind) => ({ label: t(`community:kind.${kind}`), patch: { kind } })),
    },
    {
      label: t("community:sentiment"),
      choices: [
        ...SENTIMENTS.map((sentiment) => ({ label: t(`community:sentiment.${sentiment}`), patch: { sentiment } })),
        { label: t("community:sentiment.unsaid"), patch: { clear: ["sentiment"] } },
      ],
    },
    {
      label: t("community:outcome"),
      choices: [
        ...OUTCOMES.map((outcome) => ({ label: t(`community:outcome.${outcome}`), patch: { outcome } })),
        { label: t("community:outcome.none"), patch: { outcome: "" } },
      ],
    },
    {
      label: t("community:channel"),
      choices: channels.map((channel) => ({ label: channelName(t, channel), patch: { channel_id: channel.id } })),
    },
    {
      label: t("community:person"),
      choices: team.map((person) => ({ label: person.name, patch: { person_id: person.id } })),
    },
  ];
  function addTopics(event: FormEvent) {
    event.preventDefault();
    const names = readTopics(topics);
    if (names.length === 0) return;
    onChange({ add_topics: names });
    setTopics("");
  }
  return (
    <ChosenBar
      said={t("community:chosen", { count, n: formatNumber(count, language) })}
      busy={busy}
      onDelete={onDelete}
      onNone={onNone}
    >
      {menus
        .filter(({ choices }) => choices.length > 0)
        .map(({ label, choices }) => (
          <Menu key={label} position="bottom-start">
            <Menu.Target>
              <Button variant="subtle" disabled={busy} rightSection={<IconChevronDown size={14} aria-hidden />}>
                {label}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {choices.map((choice) => (
                <Menu.Item key={choice.label} onClick={() => onChange(choice.patch)}>
                  {choice.label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ))}
      <form onSubmit={addTopics}>
        <TextInput
          w={130}
          aria-label={t("community:add_topics")}
          placeholder={t("community:add_topics")}
          disabled={busy}
          value={topics}
          onChange={(event) => setTopics(event.currentTarget.value)}
        />
      </form>
    </ChosenBar>
  );
}
