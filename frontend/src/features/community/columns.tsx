import type { Person } from "@/bridge/agency";
import type { Channel } from "@/bridge/brand";
import { type Activity, type ActivityPatch, KINDS, OUTCOMES, SENTIMENTS } from "@/bridge/community";
import { formatDuration, formatInstant, formatNumber, MISSING } from "@/lib/format";
import type { Language, useWords } from "@/lib/language";
import { SelectCell, TextCell } from "@/ui/cell-editor";
import type { Column } from "@/ui/data-table";
import { PlatformMark } from "@/ui/platform-mark";
import classes from "./community.module.css";
import { isOf, readMinutes, readTopics, snippetParts } from "./filter";
import { SentimentMark } from "./sentiment-mark";

export type ColumnsOf = {
  t: ReturnType<typeof useWords>["t"];
  language: Language;
  timeZone: string | undefined;
  channels: readonly Channel[];
  team: readonly Person[];
  onChange: (activity: Activity, patch: ActivityPatch) => Promise<unknown>;
};

/** How a channel reads in a choice. */
export function channelName(t: ColumnsOf["t"], { platform, handle }: Channel): string {
  return `${t(`brand:platform.${platform}`)} ${handle}`;
}

/** The columns of the log. What a person notes is edited in place; times and the rest in the detail. */
export function columnsOf({ t, language, timeZone, channels, team, onChange }: ColumnsOf): Column<Activity>[] {
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  const people = new Map(team.map((person) => [person.id, person.name]));
  const text = (id: "author" | "text" | "answer", width: number, grow = false): Column<Activity> => ({
    id,
    header: t(`community:${id}`),
    width,
    grow,
    value: (row) => row[id] || null,
    render: (row) => (
      <span className={classes.clip} title={row[id]}>
        {isOf(row.snippet, row[id]) ? <Snippet text={row.snippet} /> : row[id] || MISSING}
      </span>
    ),
    editor: ({ row, close }) => (
      <TextCell
        label={t(`community:${id}`)}
        value={row[id]}
        onSave={(value) => onChange(row, { [id]: value })}
        close={close}
      />
    ),
  });
  return [
    {
      id: "occurred_at",
      header: t("community:when"),
      width: 142,
      value: (row) => row.occurred_at,
      render: (row) => formatInstant(row.occurred_at, language, timeZone),
    },
    {
      id: "channel",
      header: t("community:channel"),
      width: 124,
      value: (row) => byId.get(row.channel_id)?.handle ?? null,
      render: (row) => {
        const channel = byId.get(row.channel_id);
        return (
          channel && (
            <span className={classes.channel} title={channelName(t, channel)}>
              <PlatformMark platform={channel.platform} size={15} />
              <span className={classes.clip}>{channel.handle}</span>
            </span>
          )
        );
      },
      editor: ({ row, close }) => (
        <SelectCell
          label={t("community:channel")}
          value={row.channel_id}
          choices={channels.map((channel) => ({ value: channel.id, label: channelName(t, channel) }))}
          onSave={(channel_id) => onChange(row, { channel_id })}
          close={close}
        />
      ),
    },
    {
      id: "kind",
      header: t("community:kind"),
      width: 136,
      value: (row) => row.kind,
      render: (row) => <span className={classes.clip}>{t(`community:kind.${row.kind}`)}</span>,
      editor: ({ row, close }) => (
        <SelectCell
          label={t("community:kind")}
          value={row.kind}
          choices={KINDS.map((kind) => ({ value: kind, label: t(`community:kind.${kind}`) }))}
          onSave={(kind) => onChange(row, { kind })}
          close={close}
        />
      ),
    },
    {
      id: "quantity",
      header: t("community:quantity_short"),
      width: 70,
      align: "right",
      value: (row) => row.quantity,
      render: (row) => formatNumber(row.quantity, language),
      editor: ({ row, close }) => (
        <TextCell
          label={t("community:quantity")}
          value={String(row.quantity)}
          onSave={(value) => {
            if (!/^\d+$/.test(value.trim())) throw new Error(t("community:no_number"));
            return onChange(row, { quantity: Number(value) });
          }}
          close={close}
        />
      ),
    },
    {
      id: "sentiment",
      header: t("community:sentiment"),
      width: 98,
      value: (row) => row.sentiment ?? null,
      render: (row) => <SentimentMark sentiment={row.sentiment ?? null} />,
      editor: ({ row, close }) => (
        <SelectCell
          label={t("community:sentiment")}
          value={row.sentiment ?? ""}
          choices={[
            { value: "", label: t("community:sentiment.unsaid") },
            ...SENTIMENTS.map((sentiment) => ({ value: sentiment, label: t(`community:sentiment.${sentiment}`) })),
          ]}
          onSave={(sentiment) => onChange(row, { sentiment })}
          close={close}
        />
      ),
    },
    text("author", 112),
    text("text", 220, true),
    {
      id: "topics",
      header: t("community:topics"),
      width: 132,
      value: (row) => row.topics.join(", ") || null,
      render: (row) => (
        <span className={classes.clip}>{row.topics.map((topic) => `#${topic}`).join(" ") || MISSING}</span>
      ),
      editor: ({ row, close }) => (
        <TextCell
          label={t("community:topics")}
          value={row.topics.join(", ")}
          onSave={(value) => onChange(row, { topics: readTopics(value) })}
          close={close}
        />
      ),
    },
    text("answer", 130),
    {
      id: "response",
      header: t("community:response"),
      width: 92,
      align: "right",
      value: (row) => row.resp_ms ?? null,
      render: (row) => (typeof row.resp_ms === "number" ? formatDuration(row.resp_ms / 1000, language) : MISSING),
    },
    {
      id: "outcome",
      header: t("community:outcome"),
      width: 108,
      value: (row) => row.outcome || null,
      render: (row) => (
        <span className={classes.clip}>{row.outcome ? t(`community:outcome.${row.outcome}`) : MISSING}</span>
      ),
      editor: ({ row, close }) => (
        <SelectCell
          label={t("community:outcome")}
          value={row.outcome}
          choices={[
            { value: "", label: t("community:outcome.none") },
            ...OUTCOMES.map((outcome) => ({ value: outcome, label: t(`community:outcome.${outcome}`) })),
          ]}
          onSave={(outcome) => onChange(row, { outcome })}
          close={close}
        />
      ),
    },
    {
      id: "minutes",
      header: t("community:minutes"),
      width: 72,
      align: "right",
      value: (row) => row.minutes ?? null,
      render: (row) => formatNumber(row.minutes, language, 1),
      editor: ({ row, close }) => (
        <TextCell
          label={t("community:minutes")}
          value={row.minutes === null || row.minutes === undefined ? "" : String(row.minutes)}
          onSave={(value) => {
            const patch = readMinutes(value);
            if (!patch) throw new Error(t("community:no_number"));
            return onChange(row, patch);
          }}
          close={close}
        />
      ),
    },
    {
      id: "person",
      header: t("community:person"),
      width: 112,
      value: (row) => people.get(row.person_id) ?? null,
    },
  ];
}

/** The words around what a search found, with the finds marked. */
function Snippet({ text }: { text: string }) {
  return snippetParts(text).map(({ text: part, found }, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
    found ? <mark key={i}>{part}</mark> : <span key={i}>{part}</span>,
  );
}
