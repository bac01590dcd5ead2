import type { Channel } from "@/bridge/brand";
import type { CardRow, Stand } from "@/bridge/kpi";
import type { Range } from "@/lib/period";

/** Something that a person should look at, the most urgent first. */
export type Decision =
  | { kind: "target"; id: string; stand: Stand }
  | { kind: "silent"; id: string; channel: Channel }
  | { kind: "open"; id: string; count: number };

const URGENCY = ["off_track", "at_risk", "stale", "no_data"];

/** Whether a channel was there in a period. */
const active = ({ since, until }: Channel, { from, to }: Range) =>
  (since === "" || since <= to) && (until === "" || until >= from);

/** What needs a decision: targets that do not go as planned, what waits for an answer, channels without numbers. */
export function decisionsOf(
  channels: readonly Channel[],
  stands: readonly Stand[],
  rows: readonly CardRow[],
  period: Range,
): Decision[] {
  const urgency = ({ status }: Stand) => (URGENCY.includes(status) ? URGENCY.indexOf(status) : URGENCY.length);
  // What cannot be judged comes after what lags behind, the widest gap of each first.
  const targets = stands
    .filter(({ status, decide }) => decide || URGENCY.includes(status))
    .sort((a, b) => urgency(a) - urgency(b) || (a.gap ?? 0) - (b.gap ?? 0))
    .map((stand): Decision => ({ kind: "target", id: stand.target.id, stand }));
  const sum = (metric: string) =>
    rows.find((row) => row.level === "log" && row.metric === metric && !row.channel_id)?.value ?? 0;
  const waiting = sum("to_answer") - sum("answered");
  const open: Decision[] = waiting > 0 ? [{ kind: "open", id: "open", count: waiting }] : [];
  const heard = new Set(rows.flatMap((row) => (row.level !== "log" && has(row) ? [row.channel_id] : [])));
  const silent = channels
    .filter((channel) => active(channel, period) && !heard.has(channel.id))
    .map((channel): Decision => ({ kind: "silent", id: channel.id, channel }));
  return [...targets, ...open, ...silent];
}

const has = ({ value }: CardRow) => value !== null && value !== undefined;

// What a brand is asked about first, when no target says what counts.
const USUAL = [
  "channel.reach",
  "post.reach",
  "channel.views",
  "post.views",
  "post.engagements",
  "channel.followers",
  "channel.new_followers",
  "post.posts",
  "log.activities",
  "log.first_response_time",
];

/** The numbers on top of the page: those with a target, then the usual ones that have a value; each metric once. */
export function headlines(rows: readonly CardRow[], most: number, channels: number): CardRow[] {
  // With one channel the brand's number is that channel's.
  const whole = rows.filter((row) => !row.channel_id || channels === 1);
  const name = (row: CardRow) => `${row.level}.${row.metric}`;
  const usual = USUAL.flatMap((id) => whole.filter((row) => name(row) === id && has(row)).slice(0, 1));
  const found = [...rows.filter((row) => row.stand), ...usual];
  const seen = new Set<string>();
  const once = found.filter((row) => {
    // Reach of the account and reach of its posts say the same at a glance.
    const key = `${row.metric} ${row.stand ? (row.channel_id ?? "") : ""}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return once.slice(0, most);
}
