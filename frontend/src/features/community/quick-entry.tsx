import { TextInput, Tooltip } from "@mantine/core";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { Channel } from "@/bridge/brand";
import { toBridgeError } from "@/bridge/call";
import { type Activity, addActivity, type Entry } from "@/bridge/community";
import { undo } from "@/bridge/shell";
import { formatInstant, formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { isMac, useShortcuts } from "@/lib/shortcuts";
import { recall, remember } from "@/lib/storage";
import { Keys } from "@/ui/kbd";
import { PlatformMark } from "@/ui/platform-mark";
import { showDone } from "@/ui/toast";
import { channelName } from "./columns";
import classes from "./community.module.css";
import { instantOf } from "./moment";
import { type Line, readLine } from "./parse";
import { SentimentMark } from "./sentiment-mark";

export type QuickEntryProps = {
  client: string;
  brandId: string;
  channels: readonly Channel[];
  timeZone: string | undefined;
  /** Id of the person at work, or "". */
  me: string;
  onAdded: (activity: Activity) => void;
};

/** What was used last, kept for the next line. */
type Last = { channel: string; kind: string; entry: Entry | null; lines: string[] };

const NO_LAST: Last = { channel: "", kind: "", entry: null, lines: [] };
const MOST_LINES = 30;

function recallLast(key: string): Last {
  try {
    return { ...NO_LAST, ...JSON.parse(recall(key) ?? "{}") };
  } catch {
    return NO_LAST;
  }
}

/** One line that logs what was done: read as it is typed, saved by Enter. */
export function QuickEntry({ client, brandId, channels, timeZone, me, onAdded }: QuickEntryProps) {
  const { t, language } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const key = `log.${brandId}`;
  const [last, setLast] = useState(() => recallLast(key));
  const [typed, setTyped] = useState("");
  const [place, setPlace] = useState(-1); // among the lines recalled; -1: the one being typed
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // The time is that of the last key, so that what is shown is what is saved.
  const line = useMemo(() => readLine(typed, { channels, now: Date.now(), timeZone }), [typed, channels, timeZone]);

  const usual = channels.find(({ id }) => id === last.channel) ?? (channels.length === 1 ? channels[0] : undefined);
  const channel = channels.find(({ id }) => id === line.channel) ?? (line.which.length > 0 ? undefined : usual);
  const kind = line.kind ?? last.kind;

  useShortcuts([
    { keys: "n", label: t("community:quick"), group: t("community:group"), run: () => field.current?.focus() },
    { keys: "mod+j", label: t("community:quick"), group: t("community:group"), run: () => field.current?.focus() },
    {
      keys: "mod+shift+Enter",
      label: t("community:repeat"),
      group: t("community:group"),
      run: () => void repeat(),
    },
  ]);

  async function save(entry: Entry, said: string) {
    if (saving) return;
    setSaving(true);
    setError(null);
    try {
      const added = await addActivity(client, entry);
      const lines = said ? [said, ...last.lines.filter((old) => old !== said)].slice(0, MOST_LINES) : last.lines;
      const next = { channel: entry.channel_id, kind: entry.kind, entry, lines };
      setLast(next);
      remember(key, JSON.stringify(next));
      setTyped("");
      setPlace(-1);
      onAdded(added);
      const what = t(`community:kind.${added.kind}`);
      showDone(t("community:added", { n: formatNumber(added.quantity, language), kind: what }), () => undo(client));
    } catch (reason) {
      setError(toBridgeError(reason).message);
    } finally {
      setSaving(false);
      field.current?.focus();
    }
  }

  function submit() {
    if (typed.trim() === "") return;
    if (line.which.length > 0) setError(t("community:which_channel", { names: line.which.join(", ") }));
    else if (!channel) setError(t("community:no_channel"));
    else if (!kind) setError(t("community:no_kind"));
    else void save({ ...entryOf(line, channel.id, kind, timeZone), person_id: me }, typed.trim());
  }

  // What was logged last, once more, at this moment.
  async function repeat() {
    if (!last.entry) setError(t("community:nothing_to_repeat"));
    else await save({ ...last.entry, person_id: me, at: null, received_at: null, answered_at: null }, "");
  }

  function recallLine(step: number) {
    const next = Math.max(-1, Math.min(last.lines.length - 1, place + step));
    setPlace(next);
    setTyped(last.lines[next] ?? "");
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void repeat();
    else if (event.key === "Enter") submit();
    else if (event.key === "ArrowUp" && (typed === "" || place >= 0)) recallLine(1);
    else if (event.key === "ArrowDown" && place >= 0) recallLine(-1);
    else if (event.key === "Escape" && typed !== "") setTyped("");
    else if (event.key === "Escape") event.currentTarget.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <section className={classes.quick} aria-label={t("community:quick")}>
      <TextInput
        ref={field}
        aria-label={t("community:quick")}
        aria-describedby="log-understood"
        placeholder={t("community:quick_example")}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        error={error}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setError(null);
        }}
        onKeyDown={onKeyDown}
        rightSectionWidth={116}
        rightSection={
          <Tooltip label={t("community:repeat_hint", { keys: isMac ? "⌘ ⏎" : "Ctrl ⏎" })}>
            <span className={classes.hint}>
              <Keys keys="n" /> {t("community:quick_hint")}
            </span>
          </Tooltip>
        }
      />
      <ul id="log-understood" className={classes.chips} aria-label={t("community:understood")}>
        <li
          className={classes.chip}
          data-usual={!line.channel || undefined}
          data-missing={(typed !== "" && !channel) || undefined}
        >
          {channel && <PlatformMark platform={channel.platform} size={13} />}
          {channel ? channelName(t, channel) : t("community:channel_missing")}
        </li>
        <li
          className={classes.chip}
          data-usual={!line.kind || undefined}
          data-missing={(typed !== "" && !kind) || undefined}
        >
          {kind ? t(`community:kind.${kind}`) : t("community:kind_missing")}
        </li>
        <li className={classes.chip} data-usual={line.quantity === null || undefined}>
          × {formatNumber(line.quantity ?? 1, language)}
        </li>
        {line.sentiment && (
          <li className={classes.chip}>
            <SentimentMark sentiment={line.sentiment} />
          </li>
        )}
        {line.topics.map((topic) => (
          <li key={topic} className={classes.chip}>
            #{topic}
          </li>
        ))}
        {line.author && <li className={classes.chip}>{line.author}</li>}
        {line.day && !line.received && !line.answered && <li className={classes.chip}>{line.day}</li>}
        {line.received && (
          <li className={classes.chip}>
            {t("community:chip_received", { at: formatInstant(line.received, language, timeZone) })}
          </li>
        )}
        {line.answered && (
          <li className={classes.chip}>
            {t("community:chip_answered", { at: formatInstant(line.answered, language, timeZone) })}
          </li>
        )}
        {line.minutes !== null && (
          <li className={classes.chip}>
            {t("community:chip_minutes", { n: formatNumber(line.minutes, language, 1) })}
          </li>
        )}
        {line.text && <li className={classes.words}>“{line.text}”</li>}
      </ul>
    </section>
  );
}

/** The entry that a line says. A day without a time is its noon. */
function entryOf(line: Line, channelId: string, kind: string, timeZone: string | undefined): Entry {
  const timed = line.received ?? line.answered;
  return {
    channel_id: channelId,
    kind,
    quantity: line.quantity ?? 1,
    as_self: false,
    at: line.day && !timed ? instantOf(line.day, { hour: 12, minute: 0 }, timeZone) : null,
    received_at: line.received,
    answered_at: line.answered,
    sentiment: line.sentiment ?? "",
    topics: line.topics,
    person_id: "",
    author: line.author,
    text: line.text,
    answer: "",
    link: "",
    outcome: "",
    minutes: line.minutes,
  };
}
