import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type ClipboardEvent, type FormEvent, lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import type { Channel } from "@/bridge/brand";
import { type Entry, type Metric, typeNumbers } from "@/bridge/kpi";
import { undo } from "@/bridge/shell";
import { addDays, addMonths } from "@/lib/day";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { recall, remember } from "@/lib/storage";
import { useWeekStart, weekOf } from "@/lib/week";
import { showDone } from "@/ui/toast";
import classes from "./kpi.module.css";
import { channelName, type Grain, parseNumber, spanName } from "./words";

const DayInput = lazy(async () => ({ default: (await import("@/ui/dates")).DayInput }));

/** The first day of the span of a grain that a day lies in; weeks begin on a day from 1, Monday, to 7. */
export function startOf(grain: string, day: string, weekStart: number): string {
  if (grain === "month") return `${day.slice(0, 7)}-01`;
  return grain === "week" ? weekOf(day, weekStart) : day;
}

/** The span after the one that starts on a day, or so many after it. */
export function spanAfter(grain: string, start: string, n = 1): string {
  return grain === "month" ? addMonths(start, n) : addDays(start, grain === "week" ? 7 * n : n);
}

/** The lines of a column copied from a spreadsheet; null where it is one cell. */
export function pastedColumn(text: string): string[] | null {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  return lines.length > 1 ? lines.map((line) => line.split("\t")[0]?.trim() ?? "") : null;
}

export type QuickEntryProps = { client: string; channels: readonly Channel[]; metrics: readonly Metric[]; day: string };

/**
 * One line to type numbers: Enter saves, and the next day, week or month waits. A column pasted from a spreadsheet
 * fills as many spans from the first on; its empty cells stay missing.
 */
export function QuickEntry({ client, channels, metrics, day: firstDay }: QuickEntryProps) {
  const { t, language } = useWords();
  const weekStart = useWeekStart();
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [channel, setChannel] = useState(() => recall("kpi.channel") ?? "");
  const [metric, setMetric] = useState(() => recall("kpi.metric") ?? "followers");
  const [grain, setGrain] = useState<Grain>(() => (recall("kpi.grain") as Grain | null) ?? "day");
  const [day, setDay] = useState(firstDay);
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const [saving, setSaving] = useState(false);
  const chosen = channels.find(({ id }) => id === channel)?.id ?? channels[0]?.id ?? "";

  // People come here to type; Esc leads to the list.
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useShortcuts([
    { keys: "n", label: t("kpi:type_number"), group: t("frame:section.kpi"), run: () => field.current?.focus() },
  ]);

  async function save(entries: Entry[], words: string) {
    setSaving(true);
    setError("");
    try {
      await typeNumbers(client, entries);
      remember("kpi.channel", chosen);
      remember("kpi.metric", metric);
      remember("kpi.grain", grain);
      setText("");
      setDay(spanAfter(grain, entries.at(-1)?.day ?? day));
      showDone(words, () => undo(client));
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    } finally {
      setSaving(false);
      field.current?.focus();
    }
  }

  const entry = (start: string, value: number): Entry => ({
    channel_id: chosen,
    metric,
    grain,
    day: start,
    value,
    note: "",
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const value = parseNumber(text, language);
    if (value === null) {
      setError(t("kpi:no_number", { example: formatNumber(1250.5, language, 1) }));
      return;
    }
    const start = startOf(grain, day, weekStart);
    void save(
      [entry(start, value)],
      t("kpi:typed_one", { value: formatNumber(value, language, 2), span: spanName(grain, start, language, true) }),
    );
  }

  function paste(event: ClipboardEvent) {
    const lines = pastedColumn(event.clipboardData.getData("text/plain"));
    if (!lines) return;
    event.preventDefault();
    const start = startOf(grain, day, weekStart);
    const entries: Entry[] = [];
    for (const [i, line] of lines.entries()) {
      if (line === "" || line === "-" || line === "–") continue;
      const value = parseNumber(line, language);
      if (value === null) {
        setError(t("kpi:pasted_no_number", { line: i + 1, text: line }));
        return;
      }
      entries.push(entry(spanAfter(grain, start, i), value));
    }
    if (entries.length > 0) {
      void save(entries, t("kpi:typed_many", { count: entries.length, n: formatNumber(entries.length, language) }));
    }
  }

  return (
    <form id={form} className={classes.entry} onSubmit={submit} aria-label={t("kpi:type_number")}>
      <NativeSelect
        label={t("kpi:channel")}
        value={chosen}
        data={channels.map((one) => ({ value: one.id, label: channelName(one, t) }))}
        onChange={(event) => setChannel(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("kpi:metric")}
        value={metric}
        data={metrics.filter(({ stored }) => stored).map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(event) => setMetric(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("kpi:grain")}
        value={grain}
        data={(["day", "week", "month"] as const).map((one) => ({ value: one, label: t(`kpi:grain.${one}`) }))}
        onChange={(event) => setGrain(event.currentTarget.value as Grain)}
      />
      <Suspense fallback={<TextInput label={t("kpi:day")} value="" readOnly />}>
        <DayInput label={t("kpi:day")} value={day} onChange={(next) => next && setDay(next)} />
      </Suspense>
      <TextInput
        ref={field}
        label={t("kpi:value")}
        className={classes.amount}
        value={text}
        inputMode="decimal"
        autoComplete="off"
        error={error !== ""}
        aria-describedby={`${form}-note`}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setError("");
        }}
        onPaste={paste}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      <Button type="submit" loading={saving} disabled={chosen === ""}>
        {t("kpi:save")}
      </Button>
      <p id={`${form}-note`} className={classes.entryNote} data-error={error !== "" || undefined} role="status">
        {error || t("kpi:paste_hint", { span: spanName(grain, startOf(grain, day, weekStart), language, true) })}
      </p>
    </form>
  );
}
