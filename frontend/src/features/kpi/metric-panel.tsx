import { Button, CloseButton, NativeSelect } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { copyMetrics, type Metric, type OwnMetric, updateMetric } from "@/bridge/kpi";
import { start, undo } from "@/bridge/shell";
import { LANGUAGES, useWords } from "@/lib/language";
import { frameKeys } from "@/lib/query-keys";
import { PassportLine } from "@/ui/passport-popover";
import { FieldFrame, SaveField, useSaving } from "@/ui/save-field";
import { showDone, showFailure, showToast } from "@/ui/toast";
import { FormulaField, type Trying } from "./formula-field";
import { COUNTED_UNITS, UNITS } from "./metric-form";
import classes from "./metrics.module.css";

export type MetricPanelProps = {
  client: string;
  brandId: string;
  metric: Metric;
  /** The agency's own record; absent for what the product ships. */
  record: OwnMetric | undefined;
  metrics: readonly Metric[];
  onDelete: () => void;
  onClose: () => void;
};

/** A metric of the dictionary: what it means, and of an own one everything to change. */
export function MetricPanel({ client, brandId, metric, record, metrics, onDelete, onClose }: MetricPanelProps) {
  const { t } = useWords();
  const panel = useRef<HTMLElement>(null);
  const ready = !metric.own_id || record !== undefined;
  useEffect(() => {
    if (ready) panel.current?.querySelector<HTMLElement>(metric.own_id ? "input" : "button")?.focus();
  }, [ready, metric.own_id]);
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    onClose();
    panel.current?.parentElement?.querySelector<HTMLElement>("[role=grid]")?.focus();
  };
  return (
    <aside ref={panel} className={classes.panel} aria-label={metric.name} onKeyDown={close}>
      <div className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{metric.name}</h2>
        <CloseButton aria-label={t("ui:close")} onClick={onClose} />
      </div>
      <p className={classes.key}>
        <code>{metric.level === "channel" ? metric.key : `${metric.level}.${metric.key}`}</code>
      </p>
      {record ? (
        <Own client={client} brandId={brandId} record={record} metrics={metrics} onDelete={onDelete} />
      ) : (
        <div>
          <PassportLine label={t("metric:definition")}>{metric.definition}</PassportLine>
          {metric.formula_text && <PassportLine label={t("metric:formula")}>{metric.formula_text}</PassportLine>}
          <PassportLine label={t("metric:kind")}>{t(`metric:kind.${metric.kind}`)}</PassportLine>
          <PassportLine label={t("kpi:adds")}>{t(`kpi:kind.${metric.kind}`)}</PassportLine>
          <PassportLine label={t("metric:unit")}>{t(`metric:unit.${metric.unit}`)}</PassportLine>
          <PassportLine label={t("metric:direction")}>{t(`metric:direction.${metric.direction}`)}</PassportLine>
        </div>
      )}
    </aside>
  );
}

type OwnProps = {
  client: string;
  brandId: string;
  record: OwnMetric;
  metrics: readonly Metric[];
  onDelete: () => void;
};

function Own({ client, brandId, record, metrics, onDelete }: OwnProps) {
  const { t } = useWords();
  const save = (patch: Parameters<typeof updateMetric>[2]) => updateMetric(client, record.id, patch);
  const isFormula = record.kind === "ratio";
  return (
    <div className={classes.fields}>
      {LANGUAGES.map((code) => (
        <SaveField
          key={code}
          kind="text"
          label={t("metric:name_in", { language: t(`metric:language.${code}`) })}
          placeholder={otherOf(record.name, code)}
          value={record.name[code] ?? ""}
          onSave={(name) => save({ name: { [code]: name } })}
        />
      ))}
      {isFormula && (
        <FormulaSave
          client={client}
          brandId={brandId}
          metrics={metrics}
          metric={record.key}
          unit={record.unit}
          value={record.formula}
          onSave={(formula) => save({ formula })}
        />
      )}
      <div className={classes.pair}>
        {!isFormula && (
          <SaveField
            kind="select"
            label={t("metric:kind")}
            value={record.kind}
            choices={["flow", "stock", "unique"].map((value) => ({ value, label: t(`metric:kind.${value}`) }))}
            onSave={(kind) => save({ kind })}
          />
        )}
        <SaveField
          kind="select"
          label={t("metric:unit")}
          value={record.unit}
          choices={(isFormula ? UNITS : COUNTED_UNITS).map((value) => ({ value, label: t(`metric:unit.${value}`) }))}
          onSave={(unit) => save({ unit })}
        />
        <SaveField
          kind="select"
          label={t("metric:direction")}
          value={record.direction}
          choices={["up", "down", "neutral"].map((value) => ({ value, label: t(`metric:direction.${value}`) }))}
          onSave={(direction) => save({ direction })}
        />
        <SaveField
          kind="number"
          label={t("metric:decimals")}
          value={record.decimals}
          min={0}
          max={4}
          onSave={(decimals) => save({ decimals: decimals ?? 0 })}
        />
      </div>
      {LANGUAGES.map((code) => (
        <SaveField
          key={code}
          kind="text"
          rows={2}
          label={t("metric:definition_in", { language: t(`metric:language.${code}`) })}
          placeholder={otherOf(record.definition, code)}
          value={record.definition[code] ?? ""}
          onSave={(definition) => save({ definition: { [code]: definition } })}
        />
      ))}
      <div className={classes.feet}>
        <Copy client={client} metricKey={record.key} />
        <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
          {t("metric:delete")}
        </Button>
      </div>
    </div>
  );
}

/** What shows in a language that was left blank. */
const otherOf = (texts: Record<string, string>, code: string) =>
  LANGUAGES.filter((other) => other !== code)
    .map((other) => texts[other])
    .find(Boolean);

type FormulaSaveProps = Trying & { value: string; onSave: (formula: string) => Promise<unknown> };

/** The formula of a metric that is there: saved as it is left. */
function FormulaSave({ value, onSave, ...trying }: FormulaSaveProps) {
  const { t } = useWords();
  const id = useId();
  const saving = useSaving({ value, onSave });
  const label = t("metric:formula");
  // Below the field stands what is wrong already.
  return (
    <FieldFrame id={id} field={{ label }} saving={{ state: saving.state, error: null }}>
      <FormulaField
        {...trying}
        id={id}
        label={label}
        value={saving.draft}
        onChange={saving.setDraft}
        onEnter={() => void saving.save()}
        onLeave={() => void saving.save()}
        onEscape={saving.restore}
      />
    </FieldFrame>
  );
}

/** Copies the metric, with what its formula names, to a client that is chosen. */
function Copy({ client, metricKey }: { client: string; metricKey: string }) {
  const { t } = useWords();
  const { data } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const others = (data?.clients ?? []).filter(({ id, archived }) => id !== client && !archived);
  if (others.length === 0) return null;
  const copy = (to: string) => {
    const name = others.find(({ id }) => id === to)?.name ?? "";
    copyMetrics(client, to, [metricKey]).then((made) => {
      if (made.length === 0) {
        showToast(t("metric:copied_none", { client: name }));
        return;
      }
      showDone(t("metric:copied", { count: made.length, client: name }), () => undo(to));
    }, showFailure);
  };
  return (
    <NativeSelect
      aria-label={t("metric:copy")}
      value=""
      data={[{ value: "", label: t("metric:copy") }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => event.currentTarget.value && copy(event.currentTarget.value)}
    />
  );
}
