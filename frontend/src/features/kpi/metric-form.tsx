import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { BridgeError } from "@/bridge/call";
import { addMetric, type Metric, tryFormula } from "@/bridge/kpi";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { FormulaField } from "./formula-field";
import classes from "./metrics.module.css";

const KINDS = ["flow", "stock", "unique", "ratio"] as const;

/** The units of what is counted, and those that a formula can give as well. */
export const COUNTED_UNITS = ["count", "money", "minutes", "seconds"] as const;
export const UNITS = ["count", "%", "ratio", "money", "minutes", "seconds"] as const;

export type MetricFormProps = {
  client: string;
  brandId: string;
  metrics: readonly Metric[];
  onAdded: (key: string) => void;
  onClose: () => void;
};

/** One line that makes a metric: Enter adds it, Esc gives up. A formula gives its unit where none is chosen. */
export function MetricForm({ client, brandId, metrics, onAdded, onClose }: MetricFormProps) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<string>("flow");
  const [unit, setUnit] = useState("");
  const [direction, setDirection] = useState("up");
  const [formula, setFormula] = useState("");
  const [error, setError] = useState<{ field: string; message: string } | null>(null);
  const [saving, setSaving] = useState(false);
  useEffect(() => first.current?.focus(), []);
  const isFormula = kind === "ratio";

  async function submit(event?: FormEvent) {
    event?.preventDefault();
    setSaving(true);
    try {
      const query = {
        brand: brandId,
        channels: [],
        from: period.from,
        to: period.to,
        by: "",
        metrics: [],
        currency: "",
      };
      const given =
        isFormula && unit === "" ? (await tryFormula(client, "", "", formula, query)).unit : unit || "count";
      const decimals = isFormula ? (given === "%" ? 1 : given === "count" ? 0 : 2) : 0;
      const made = await addMetric(client, {
        name: { [language]: name },
        kind,
        unit: given,
        direction,
        decimals,
        formula: isFormula ? formula : "",
      });
      onAdded(made.key);
    } catch (reason) {
      const field = reason instanceof BridgeError ? reason.field : "";
      setError({ field, message: reason instanceof Error ? reason.message : String(reason) });
    } finally {
      setSaving(false);
    }
  }

  const bad = (field: string) => error?.field === field;
  const label = t("metric:formula");
  return (
    <form
      className={classes.form}
      onSubmit={(event) => void submit(event)}
      aria-label={t("metric:add")}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <TextInput
        ref={first}
        label={t("metric:name")}
        value={name}
        error={bad("name") || bad("key")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("metric:kind")}
        value={kind}
        data={KINDS.map((value) => ({ value, label: t(`metric:kind.${value}`) }))}
        onChange={(event) => {
          setKind(event.currentTarget.value);
          setUnit("");
        }}
      />
      <NativeSelect
        label={t("metric:unit")}
        value={unit}
        error={bad("unit")}
        data={
          isFormula
            ? [
                { value: "", label: t("metric:unit_given") },
                ...UNITS.map((value) => ({ value, label: t(`metric:unit.${value}`) })),
              ]
            : COUNTED_UNITS.map((value) => ({
                value: value === "count" ? "" : value,
                label: t(`metric:unit.${value}`),
              }))
        }
        onChange={(event) => setUnit(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("metric:direction")}
        value={direction}
        data={["up", "down", "neutral"].map((value) => ({ value, label: t(`metric:direction.${value}`) }))}
        onChange={(event) => setDirection(event.currentTarget.value)}
      />
      <Button type="submit" loading={saving}>
        {t("kpi:add")}
      </Button>
      <Button variant="subtle" color="gray" onClick={onClose}>
        {t("ui:cancel")}
      </Button>
      {isFormula && (
        <div className={classes.formula} style={{ flexBasis: "100%" }}>
          <span aria-hidden>{label}</span>
          <FormulaField
            client={client}
            brandId={brandId}
            metrics={metrics}
            metric=""
            unit={unit}
            label={label}
            value={formula}
            onChange={setFormula}
            onEnter={() => void submit()}
            onEscape={() => formula.trim() === "" && onClose()}
          />
        </div>
      )}
      <p id={`${id}-note`} className={classes.note} data-error={error !== null || undefined} role="status">
        {error ? error.message : t(`metric:kind_text.${kind}`)}
      </p>
    </form>
  );
}
