import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import type { Channel } from "@/bridge/brand";
import { BridgeError } from "@/bridge/call";
import { addTarget, type Metric } from "@/bridge/kpi";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import classes from "./kpi.module.css";
import { channelName, nameOf, parseNumber } from "./words";

const DayInput = lazy(async () => ({ default: (await import("@/ui/dates")).DayInput }));

export type TargetFormProps = {
  client: string;
  brandId: string;
  channels: readonly Channel[];
  metrics: readonly Metric[];
  onClose: () => void;
};

/** One line that makes a target: Enter adds it, Esc gives up. */
export function TargetForm({ client, brandId, channels, metrics, onClose }: TargetFormProps) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const form = useId();
  const first = useRef<HTMLSelectElement>(null);
  const [metric, setMetric] = useState("channel.followers");
  const [channel, setChannel] = useState("");
  const [baseline, setBaseline] = useState(formatNumber(0, language));
  const [value, setValue] = useState("");
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const [error, setError] = useState<{ field: string; message: string } | null>(null);
  const [saving, setSaving] = useState(false);
  useEffect(() => first.current?.focus(), []);

  const byId = new Map(metrics.map((one) => [`${one.level}.${one.key}`, one]));
  // Of posts and channels alike only what has a value of a period can have a target.
  const offered = metrics.filter(
    ({ level, kind, formula }) => !(level === "post" && (kind === "unique" || usesReach(formula))),
  );

  async function submit(event: FormEvent) {
    event.preventDefault();
    const numbers = { baseline: parseNumber(baseline || "0", language), value: parseNumber(value, language) };
    for (const [field, number] of Object.entries(numbers)) {
      if (number === null) {
        setError({ field, message: t("kpi:no_number", { example: formatNumber(1250.5, language, 1) }) });
        return;
      }
    }
    setSaving(true);
    try {
      await addTarget(client, brandId, {
        metric,
        channel_id: channel,
        baseline: numbers.baseline ?? 0,
        value: numbers.value ?? 0,
        from,
        to,
      });
      onClose();
    } catch (reason) {
      const field = reason instanceof BridgeError ? reason.field : "";
      setError({ field, message: reason instanceof Error ? reason.message : String(reason) });
    } finally {
      setSaving(false);
    }
  }

  const bad = (field: string) => error?.field === field;
  return (
    <form
      className={classes.entry}
      onSubmit={(event) => void submit(event)}
      aria-label={t("kpi:add_target")}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <NativeSelect
        ref={first}
        label={t("kpi:metric")}
        value={metric}
        error={bad("metric")}
        data={offered.map((one) => {
          const id = `${one.level}.${one.key}`;
          return { value: id, label: nameOf(id, byId, t) };
        })}
        onChange={(event) => setMetric(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("kpi:channel")}
        value={channel}
        error={bad("channel_id")}
        data={[
          { value: "", label: t("kpi:whole_brand") },
          ...channels.map((one) => ({ value: one.id, label: channelName(one, t) })),
        ]}
        onChange={(event) => setChannel(event.currentTarget.value)}
      />
      <TextInput
        label={t("kpi:baseline")}
        className={classes.amount}
        value={baseline}
        inputMode="decimal"
        error={bad("baseline")}
        onChange={(event) => setBaseline(event.currentTarget.value)}
      />
      <TextInput
        label={t("kpi:target")}
        className={classes.amount}
        value={value}
        inputMode="decimal"
        error={bad("value")}
        aria-describedby={`${form}-note`}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Suspense fallback={<TextInput label={t("kpi:from")} value="" readOnly />}>
        <DayInput label={t("kpi:from")} value={from} error={bad("from")} onChange={(day) => day && setFrom(day)} />
        <DayInput label={t("kpi:to")} value={to} error={bad("to")} onChange={(day) => day && setTo(day)} />
      </Suspense>
      <Button type="submit" loading={saving}>
        {t("kpi:add")}
      </Button>
      <Button variant="subtle" color="gray" onClick={onClose}>
        {t("ui:cancel")}
      </Button>
      <p id={`${form}-note`} className={classes.entryNote} data-error={error !== null || undefined} role="status">
        {error?.message ?? t("kpi:target_hint")}
      </p>
    </form>
  );
}

/** Whether a formula divides by accounts reached, which have no value of several posts. */
const usesReach = (formula: Metric["formula"]) => formula?.under?.some(({ metric }) => metric === "reach") ?? false;
