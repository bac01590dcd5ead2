import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { BridgeError } from "@/bridge/call";
import { addRate, deleteRate, kpiKeys, listRates, type Rate, updateRate } from "@/bridge/kpi";
import { undo } from "@/bridge/shell";
import { formatDay, formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { formatUnit } from "@/lib/unit";
import { TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { showDone, showFailure } from "@/ui/toast";
import classes from "./metrics.module.css";
import { parseNumber } from "./words";

const DayInput = lazy(async () => ({ default: (await import("@/ui/dates")).DayInput }));
const NONE: readonly Rate[] = [];
const ROW = 32;
const SHOWN = 3;

/** What an hour of work for the brand costs, and from which day on. */
export function Rates({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const [adding, setAdding] = useState(false);
  const rates = useQuery({ queryKey: kpiKeys.rates(client, brandId), queryFn: () => listRates(client, brandId) });
  const rows = rates.data ?? NONE;
  useShortcuts([{ keys: "h", label: t("metric:add_rate"), group: t("frame:section.kpi"), run: () => setAdding(true) }]);

  const remove = (rate: Rate) => {
    deleteRate(client, rate.id).then(() => showDone(t("metric:rate_deleted"), () => undo(client)), showFailure);
  };

  const columns = useMemo(
    (): Column<Rate>[] => [
      {
        id: "value",
        header: t("metric:rate"),
        width: 180,
        align: "right",
        value: ({ value }) => value,
        render: ({ value, currency }) =>
          formatUnit(value / 100, { unit: "money", kind: "flow", currency }, language, t("ui:not_available")),
        editor: ({ row, close }) => (
          <TextCell
            label={t("metric:rate")}
            value={formatNumber(row.value / 100, language, 2)}
            onSave={async (typed) => {
              const value = parseNumber(typed, language);
              if (value === null) throw new Error(t("kpi:no_number", { example: formatNumber(45.5, language, 1) }));
              await updateRate(client, row.id, { value: Math.round(value * 100) });
            }}
            close={close}
          />
        ),
      },
      {
        id: "from",
        header: t("kpi:from"),
        width: 180,
        grow: true,
        value: ({ from }) => from,
        render: ({ from }) =>
          from ? formatDay(from, language) : <span className={classes.quiet}>{t("metric:open_from")}</span>,
        editor: ({ row, close }) => (
          <TextCell
            label={t("kpi:from")}
            value={row.from}
            onSave={(next) => updateRate(client, row.id, { from: next.trim() })}
            close={close}
          />
        ),
      },
    ],
    [t, language, client],
  );

  return (
    <section className={classes.goals} aria-label={t("metric:rates")}>
      <div className={classes.goalsHead}>
        <h2>{t("metric:rates")}</h2>
        <p title={t("metric:rates_text")}>{t("metric:rates_text")}</p>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {t("metric:add_rate")}
        </Button>
      </div>
      {adding && <RateForm client={client} brandId={brandId} onClose={() => setAdding(false)} />}
      {rows.length > 0 && (
        <div className={classes.goalsTable} style={{ height: ROW * (1 + Math.min(rows.length, SHOWN)) + 2 }}>
          <DataTable
            label={t("metric:rates")}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            error={rates.error ?? undefined}
            onRetry={() => void rates.refetch()}
            onDelete={remove}
            empty={null}
          />
        </div>
      )}
    </section>
  );
}

function RateForm({ client, brandId, onClose }: { client: string; brandId: string; onClose: () => void }) {
  const { t, language } = useWords();
  const first = useRef<HTMLInputElement>(null);
  const [cost, setCost] = useState("");
  const [from, setFrom] = useState("");
  const [error, setError] = useState<{ field: string; message: string } | null>(null);
  useEffect(() => first.current?.focus(), []);

  async function submit(sent: FormEvent) {
    sent.preventDefault();
    const value = parseNumber(cost, language);
    if (value === null) {
      setError({ field: "value", message: t("kpi:no_number", { example: formatNumber(45.5, language, 1) }) });
      return;
    }
    try {
      await addRate(client, brandId, { value: Math.round(value * 100), from });
      onClose();
    } catch (reason) {
      const field = reason instanceof BridgeError ? reason.field : "";
      setError({ field, message: reason instanceof Error ? reason.message : String(reason) });
    }
  }

  return (
    <form
      className={`${classes.form} ${classes.goalsForm}`}
      aria-label={t("metric:add_rate")}
      onSubmit={(sent) => void submit(sent)}
      onKeyDown={(pressed) => pressed.key === "Escape" && onClose()}
    >
      <TextInput
        ref={first}
        label={t("metric:rate")}
        className={classes.amount}
        value={cost}
        inputMode="decimal"
        error={error?.field === "value"}
        onChange={(changed) => setCost(changed.currentTarget.value)}
      />
      <Suspense fallback={<TextInput label={t("kpi:from")} value="" readOnly />}>
        <DayInput
          label={t("kpi:from")}
          value={from}
          error={error?.field === "from"}
          onChange={(day) => setFrom(day ?? "")}
        />
      </Suspense>
      <Button type="submit">{t("kpi:add")}</Button>
      <Button variant="subtle" color="gray" onClick={onClose}>
        {t("ui:cancel")}
      </Button>
      <p className={classes.note} data-error={error !== null || undefined} role="status">
        {error?.message ?? t("metric:rate_hint")}
      </p>
    </form>
  );
}
