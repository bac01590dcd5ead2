import { Button, NativeSelect, Radio, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import type { Channel } from "@/bridge/brand";
import { BridgeError } from "@/bridge/call";
import {
  addTarget,
  kpiKeys,
  listCampaigns,
  type Metric,
  type Stand,
  type TargetPatch,
  updateTarget,
  updateTargetFromNow,
} from "@/bridge/kpi";
import { addDays, addMonths } from "@/lib/day";
import { formatDay, formatNumber, formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { CurveFields } from "./curve-fields";
import classes from "./kpi.module.css";
import { channelName, nameOf, parseNumber } from "./words";

const DayInput = lazy(async () => ({ default: (await import("@/ui/dates")).DayInput }));

const REPEATS = ["", "month", "quarter", "year"] as const;
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };

export type TargetFormProps = {
  client: string;
  brandId: string;
  channels: readonly Channel[];
  metrics: readonly Metric[];
  /** The target to change; left out, one is made. */
  stand?: Stand;
  onClose: () => void;
};

/** Makes a target, or changes one: Enter saves, Esc gives up. */
export function TargetForm({ client, brandId, channels, metrics, stand, onClose }: TargetFormProps) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const form = useId();
  const first = useRef<HTMLSelectElement>(null);
  const old = stand?.target;
  const [metric, setMetric] = useState(old ? `${old.level}.${old.metric}` : "channel.followers");
  const [channel, setChannel] = useState(old?.channel_id ?? "");
  const [campaign, setCampaign] = useState(old?.campaign ?? "");
  const [baseline, setBaseline] = useState(formatNumber(old?.baseline ?? 0, language, 6));
  const [value, setValue] = useState(old ? formatNumber(old.value, language, 6) : "");
  const [from, setFrom] = useState(old?.from ?? period.from);
  const [to, setTo] = useState(old?.to ?? period.to);
  const [repeats, setRepeats] = useState(old?.repeats ?? "");
  const [until, setUntil] = useState(old?.repeats_until ?? "");
  const [weights, setWeights] = useState<readonly string[] | null>(
    old && old.weights.length === 12 ? old.weights.map((one) => formatNumber(one, language, 3)) : null,
  );
  const [onlyLater, setOnlyLater] = useState(true);
  const [error, setError] = useState<{ field: string; message: string } | null>(null);
  const [saving, setSaving] = useState(false);
  useEffect(() => first.current?.focus(), []);

  const { data: campaigns = [] } = useQuery({
    queryKey: kpiKeys.campaigns(client, brandId),
    queryFn: () => listCampaigns(client, brandId),
  });
  const chosen = campaigns.find(({ name }) => name === campaign);
  const byId = new Map(metrics.map((one) => [`${one.level}.${one.key}`, one]));
  // Of posts and channels alike only what has a value of a period can have a target, of a campaign only what it has.
  const offered = metrics.filter(
    ({ level, key, kind, formula }) =>
      !(level === "post" && (kind === "unique" || usesReach(formula))) &&
      (!chosen || chosen.metrics.includes(`${level}.${key}`)),
  );
  const months = MONTHS[repeats];
  const end = months ? addDays(addMonths(from, months), -1) : to;
  // Once a second repetition has begun, what was agreed before can stay.
  const asks = stand !== undefined && old?.repeats !== "" && stand.number > 1;

  function chooseCampaign(name: string) {
    setCampaign(name);
    const known = campaigns.find((one) => one.name === name)?.metrics ?? [];
    if (known.length > 0 && !known.includes(metric)) setMetric(known[0] ?? metric);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const numbers = { baseline: parseNumber(baseline || "0", language), value: parseNumber(value, language) };
    const wrong = Object.entries(numbers).find(([, number]) => number === null)?.[0];
    const shares = (weights ?? []).map((text) => parseNumber(text || "0", language));
    if (wrong || shares.includes(null)) {
      const message = t("kpi:no_number", { example: formatNumber(1250.5, language, 1) });
      setError({ field: wrong ?? "weights", message });
      return;
    }
    const patch: TargetPatch = {
      metric,
      channel_id: channel,
      campaign,
      baseline: numbers.baseline ?? 0,
      value: numbers.value ?? 0,
      from,
      to: end,
      repeats,
      repeats_until: repeats === "" ? "" : until,
      weights: shares.map((share) => share ?? 0),
    };
    setSaving(true);
    try {
      if (!old) await addTarget(client, brandId, patch);
      else if (asks && onlyLater) await updateTargetFromNow(client, old.id, patch);
      else await updateTarget(client, old.id, patch);
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
      aria-label={old ? t("kpi:edit_target") : t("kpi:add_target")}
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
      {(campaigns.length > 0 || campaign !== "") && (
        <NativeSelect
          label={t("kpi:campaign")}
          value={campaign}
          error={bad("campaign")}
          data={[
            { value: "", label: t("kpi:no_campaign") },
            ...[...new Set([...campaigns.map(({ name }) => name), campaign])].filter((name) => name !== ""),
          ]}
          onChange={(event) => chooseCampaign(event.currentTarget.value)}
        />
      )}
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
      <NativeSelect
        label={t("kpi:repeats")}
        value={repeats}
        error={bad("repeats")}
        data={REPEATS.map((one) => ({ value: one, label: t(`kpi:repeats.${one || "none"}`) }))}
        onChange={(event) => setRepeats(event.currentTarget.value)}
      />
      <Suspense fallback={<TextInput label={t("kpi:from")} value="" readOnly />}>
        {!(asks && onlyLater) && (
          <DayInput label={t("kpi:from")} value={from} error={bad("from")} onChange={(day) => day && setFrom(day)} />
        )}
        {months ? (
          <DayInput label={t("kpi:repeats_until")} value={until} error={bad("repeats_until")} onChange={setUntil} />
        ) : (
          <DayInput label={t("kpi:to")} value={to} error={bad("to")} onChange={(day) => day && setTo(day)} />
        )}
      </Suspense>
      <NativeSelect
        label={t("kpi:curve")}
        value={weights ? "months" : "linear"}
        error={bad("weights")}
        data={["linear", "months"].map((one) => ({ value: one, label: t(`kpi:curve.${one}`) }))}
        onChange={(event) =>
          setWeights(event.currentTarget.value === "months" ? Array.from({ length: 12 }, () => "1") : null)
        }
      />
      {weights && (
        <CurveFields
          client={client}
          brandId={brandId}
          of={{ metric, channel_id: channel, campaign }}
          year={Number(from.slice(0, 4)) - 1}
          weights={weights}
          onChange={setWeights}
        />
      )}
      {asks && stand && (
        <Radio.Group
          className={classes.which}
          label={t("kpi:which")}
          value={onlyLater ? "now" : "all"}
          onChange={(which) => setOnlyLater(which === "now")}
        >
          <Radio
            value="now"
            label={t("kpi:which.now", { day: formatDay(stand.from, language) })}
            description={t("kpi:which.now_text")}
          />
          <Radio value="all" label={t("kpi:which.all")} description={t("kpi:which.all_text")} />
        </Radio.Group>
      )}
      <Button type="submit" loading={saving}>
        {old ? t("kpi:save_target") : t("kpi:add")}
      </Button>
      <Button variant="subtle" color="gray" onClick={onClose}>
        {t("ui:cancel")}
      </Button>
      <p id={`${form}-note`} className={classes.entryNote} data-error={error !== null || undefined} role="status">
        {error?.message ??
          (months && !asks ? t("kpi:repeats_hint", { range: formatRange(from, end, language) }) : t("kpi:target_hint"))}
      </p>
    </form>
  );
}

/** Whether a formula divides by accounts reached, which have no value of several posts. */
const usesReach = (formula: Metric["formula"]) => formula?.under?.some(({ metric }) => metric === "reach") ?? false;
