import { ActionIcon } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import type { Channel } from "@/bridge/brand";
import { POST_TYPES, type Post, type PostPatch, type Tagging, type Words } from "@/bridge/content";
import type { Metric } from "@/bridge/kpi";
import { isOpenable } from "@/bridge/open-link";
import { formatDuration, formatInstant, formatMoney, formatNumber, formatRatio, MISSING } from "@/lib/format";
import type { Language, useWords } from "@/lib/language";
import { SelectCell, TextCell } from "@/ui/cell-editor";
import type { Column } from "@/ui/data-table";
import { PlatformMark } from "@/ui/platform-mark";
import classes from "./content.module.css";
import { numberColumns, numberOf } from "./filter";
import { SampleMark, sampleOf } from "./sample";
import type { Listed } from "./use-posts";
import { PillarCell, TagsCell } from "./words-cell";

export type ColumnsOf = {
  t: ReturnType<typeof useWords>["t"];
  language: Language;
  timeZone: string | undefined;
  channels: ReadonlyMap<string, Channel>;
  metrics: ReadonlyMap<string, Metric>;
  /** The metrics that some post has, and how many posts have a rate. */
  known: readonly string[];
  rated: number;
  onChange: (post: Post, patch: PostPatch) => Promise<unknown>;
  onOpen: (post: Post) => void;
  /** What the list is compared by, and the words that complete what is typed. */
  compared: string;
  words: Words;
  onTag: (post: Post, change: Tagging) => Promise<unknown>;
};

/** What a post is called: its title, else the first line of its text. */
export function headOf({ title, text }: Post): string {
  return title || (text.split("\n").find((line) => line.trim() !== "") ?? "");
}

/** The columns of the list of posts; those of numbers only where some post has one. */
export function columnsOf({ t, language, timeZone, channels, metrics, ...rest }: ColumnsOf): Column<Listed>[] {
  const words: Column<Listed>[] = [
    {
      id: "published_at",
      header: t("content:published"),
      width: 144,
      sortable: true,
      value: (post) => post.published_at,
      render: (post) => formatInstant(post.published_at, language, timeZone),
    },
    {
      id: "channel",
      header: t("content:channel"),
      width: 136,
      value: (post) => channels.get(post.channel_id)?.handle ?? null,
      render: (post) => {
        const channel = channels.get(post.channel_id);
        return (
          channel && (
            <span className={classes.channel} title={t(`brand:platform.${channel.platform}`)}>
              <PlatformMark platform={channel.platform} size={15} />
              <span className={classes.clip}>{channel.handle}</span>
            </span>
          )
        );
      },
    },
    {
      id: "type",
      header: t("content:type"),
      width: 92,
      sortable: true,
      value: (post) => post.type || null,
      render: (post) => <span className={classes.clip}>{post.type ? t(`content:type.${post.type}`) : MISSING}</span>,
      editor: ({ row, close }) => (
        <SelectCell
          label={t("content:type")}
          value={row.type}
          choices={[
            ...(row.type === "" ? [{ value: "", label: MISSING }] : []),
            ...POST_TYPES.map((type) => ({ value: type, label: t(`content:type.${type}`) })),
          ]}
          onSave={(type) => rest.onChange(row, { type })}
          close={close}
        />
      ),
    },
    {
      id: "title",
      header: t("content:title"),
      width: 190,
      grow: true,
      sortable: true,
      value: (post) => headOf(post) || null,
      render: (post) => (
        <>
          <span className={classes.head} data-title={post.title !== "" || undefined} title={post.text || post.title}>
            {headOf(post) || MISSING}
          </span>
          {isOpenable(post.permalink) && (
            <ActionIcon
              tabIndex={-1}
              size="sm"
              className={classes.link}
              aria-label={t("content:open")}
              title={post.permalink}
              onClick={() => rest.onOpen(post)}
            >
              <IconExternalLink size={15} aria-hidden />
            </ActionIcon>
          )}
        </>
      ),
      editor: ({ row, close }) => (
        <TextCell
          label={t("content:title")}
          value={row.title}
          onSave={(title) => rest.onChange(row, { title })}
          close={close}
        />
      ),
    },
  ];
  const numbers = numberColumns(rest.known, rest.rated).map((key): Column<Listed> => {
    const metric = metrics.get(key);
    const name = t(`content:short.${key}`);
    return {
      id: key,
      header: name,
      width: Math.max(72, Math.round(name.length * 7.2) + 28),
      align: "right",
      sortable: true,
      value: (post) => numberOf(post, key),
      render: (post) => (
        <span
          className={classes.number}
          title={key === "engagement_rate_reach" ? rateOf(post, t, language) : undefined}
        >
          {formatOf(numberOf(post, key), metric?.unit, post.currency, language)}
        </span>
      ),
    };
  });
  return [...words, ...groupColumns(t, rest), besideColumn(rest.compared, t, language), ...numbers];
}

/** A post's number as a multiple of the median of its neighbours. */
function besideColumn(compared: string, t: ColumnsOf["t"], language: Language): Column<Listed> {
  const name = t(`content:short.${compared}`);
  return {
    id: "beside",
    header: t("content:beside"),
    width: 128,
    align: "right",
    value: ({ beside }) => beside?.ratio ?? null,
    render: ({ beside }) => {
      if (!beside || beside.n === 0) return <span title={t("content:beside_none")}>{MISSING}</span>;
      return (
        <span
          className={classes.beside}
          title={t("content:beside_title", {
            count: beside.n,
            n: beside.n,
            name,
            median: formatNumber(beside.median, language, 2),
          })}
        >
          {sampleOf(beside.n) !== "usable" && <SampleMark n={beside.n} />}
          <span className={classes.number}>
            {beside.ratio === null || beside.ratio === undefined
              ? MISSING
              : t("content:times", { n: formatRatioOf(beside.ratio, language) })}
          </span>
          {sampleOf(beside.n) === "usable" && <SampleMark n={beside.n} />}
        </span>
      );
    },
  };
}

const formatRatioOf = (ratio: number, language: Language) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(ratio);

/** The pillar and the tags, edited in place. */
function groupColumns(t: ColumnsOf["t"], { words, onTag }: Pick<ColumnsOf, "words" | "onTag">): Column<Listed>[] {
  return [
    {
      id: "pillar",
      header: t("content:pillar"),
      width: 112,
      value: (post) => post.pillar || null,
      editor: ({ row, close }) => (
        <PillarCell
          value={row.pillar}
          words={words.pillars}
          onSave={(pillar) => onTag(row, { add: [], remove: [], pillar })}
          close={close}
        />
      ),
    },
    {
      id: "tags",
      header: t("content:tags"),
      width: 150,
      value: (post) => post.tags.join(", ") || null,
      editor: ({ row, close }) => (
        <TagsCell value={row.tags} words={words.tags} onSave={(change) => onTag(row, change)} close={close} />
      ),
    },
  ];
}

function formatOf(value: number | null, unit: string | undefined, currency: string, language: Language): string {
  if (value === null) return MISSING;
  if (unit === "%") return formatRatio(value / 100, language, MISSING, 1);
  if (unit === "seconds") return formatDuration(value, language);
  if (unit === "money" && currency) return formatMoney(value * 100, currency, language);
  return formatNumber(value, language, 2);
}

/** Of how many a rate is. */
function rateOf(post: Post, t: ColumnsOf["t"], language: Language): string | undefined {
  if (post.engagement_rate_reach === null || post.engagement_rate_reach === undefined) return undefined;
  return t("content:rate_of", {
    engagements: formatNumber(post.engagements, language),
    reach: formatNumber(post.metrics.reach, language),
  });
}
