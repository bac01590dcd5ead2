import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from "react";
import { BridgeError } from "@/bridge/call";
import {
  addGoal,
  deleteGoal,
  type Goal,
  type GoalPatch,
  kpiKeys,
  listEvents,
  listGoals,
  updateGoal,
} from "@/bridge/kpi";
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
const NONE: readonly Goal[] = [];
const ROW = 32;
const SHOWN = 4;

/** What one conversion of the brand is worth, and which are counted. */
export function Goals({ client, brandId }: { client: string; brandId: string }) {
  const { t, language } = useWords();
  const [adding, setAdding] = useState(false);
  const goals = useQuery({ queryKey: kpiKeys.goals(client, brandId), queryFn: () => listGoals(client, brandId) });
  const rows = goals.data ?? NONE;
  useShortcuts([{ keys: "v", label: t("metric:add_goal"), group: t("frame:section.kpi"), run: () => setAdding(true) }]);

  const remove = (goal: Goal) => {
    deleteGoal(client, goal.id).then(
      () => showDone(t("metric:goal_deleted", { name: goal.name }), () => undo(client)),
      showFailure,
    );
  };

  const columns = useMemo((): Column<Goal>[] => {
    const save = (goal: Goal, patch: GoalPatch) => updateGoal(client, goal.id, patch);
    const text = (id: "name" | "event" | "from" | "to", header: string, width: number): Column<Goal> => ({
      id,
      header,
      width,
      sortable: true,
      value: (goal) => goal[id],
      render: (goal) => {
        if (id === "event") return goal.event || <span className={classes.quiet}>{t("metric:every_conversion")}</span>;
        if (id === "name") return goal.name;
        return goal[id] ? (
          formatDay(goal[id], language)
        ) : (
          <span className={classes.quiet}>{t(`metric:open_${id}`)}</span>
        );
      },
      editor: ({ row, close }) => (
        <TextCell label={header} value={row[id]} onSave={(next) => save(row, { [id]: next.trim() })} close={close} />
      ),
    });
    return [
      { ...text("name", t("metric:goal"), 180), grow: true },
      text("event", t("metric:event"), 200),
      {
        id: "value",
        header: t("metric:worth"),
        width: 130,
        align: "right",
        sortable: true,
        value: ({ value }) => value,
        render: ({ value, currency }) =>
          formatUnit(value / 100, { unit: "money", kind: "flow", currency }, language, t("ui:not_available")),
        editor: ({ row, close }) => (
          <TextCell
            label={t("metric:worth")}
            value={formatNumber(row.value / 100, language, 2)}
            onSave={async (typed) => {
              const value = parseNumber(typed, language);
              if (value === null) throw new Error(t("kpi:no_number", { example: formatNumber(45.5, language, 1) }));
              await save(row, { value: Math.round(value * 100) });
            }}
            close={close}
          />
        ),
      },
      text("from", t("kpi:from"), 130),
      text("to", t("kpi:to"), 130),
    ];
  }, [t, language, client]);

  return (
    <section className={classes.goals} aria-label={t("metric:goals")}>
      <div className={classes.goalsHead}>
        <h2>{t("metric:goals")}</h2>
        <p title={t("metric:goals_text")}>{t("metric:goals_text")}</p>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {t("metric:add_goal")}
        </Button>
      </div>
      {adding && <GoalForm client={client} brandId={brandId} onClose={() => setAdding(false)} />}
      {rows.length > 0 && (
        <div className={classes.goalsTable} style={{ height: ROW * (1 + Math.min(rows.length, SHOWN)) + 2 }}>
          <DataTable
            label={t("metric:goals")}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            error={goals.error ?? undefined}
            onRetry={() => void goals.refetch()}
            onDelete={remove}
            empty={null}
          />
        </div>
      )}
    </section>
  );
}

function GoalForm({ client, brandId, onClose }: { client: string; brandId: string; onClose: () => void }) {
  const { t, language } = useWords();
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [event, setEvent] = useState("");
  const [worth, setWorth] = useState("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [error, setError] = useState<{ field: string; message: string } | null>(null);
  const { data: events = [] } = useQuery({
    queryKey: kpiKeys.events(client, brandId),
    queryFn: () => listEvents(client, brandId),
  });
  useEffect(() => first.current?.focus(), []);

  async function submit(sent: FormEvent) {
    sent.preventDefault();
    const value = parseNumber(worth, language);
    if (value === null) {
      setError({ field: "value", message: t("kpi:no_number", { example: formatNumber(45.5, language, 1) }) });
      return;
    }
    try {
      await addGoal(client, brandId, { name, event, value: Math.round(value * 100), from, to });
      onClose();
    } catch (reason) {
      const field = reason instanceof BridgeError ? reason.field : "";
      setError({ field, message: reason instanceof Error ? reason.message : String(reason) });
    }
  }

  const bad = (field: string) => error?.field === field;
  return (
    <form
      className={`${classes.form} ${classes.goalsForm}`}
      aria-label={t("metric:add_goal")}
      onSubmit={(sent) => void submit(sent)}
      onKeyDown={(pressed) => pressed.key === "Escape" && onClose()}
    >
      <TextInput
        ref={first}
        label={t("metric:goal")}
        value={name}
        error={bad("name")}
        onChange={(changed) => setName(changed.currentTarget.value)}
      />
      <TextInput
        label={t("metric:event")}
        value={event}
        list={`${id}-events`}
        placeholder={t("metric:every_conversion")}
        error={bad("event")}
        onChange={(changed) => setEvent(changed.currentTarget.value)}
      />
      <datalist id={`${id}-events`}>
        {events.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <TextInput
        label={t("metric:worth")}
        className={classes.amount}
        value={worth}
        inputMode="decimal"
        error={bad("value")}
        onChange={(changed) => setWorth(changed.currentTarget.value)}
      />
      <Suspense fallback={<TextInput label={t("kpi:from")} value="" readOnly />}>
        <DayInput label={t("kpi:from")} value={from} error={bad("from")} onChange={(day) => setFrom(day ?? "")} />
        <DayInput label={t("kpi:to")} value={to} error={bad("to")} onChange={(day) => setTo(day ?? "")} />
      </Suspense>
      <Button type="submit">{t("kpi:add")}</Button>
      <Button variant="subtle" color="gray" onClick={onClose}>
        {t("ui:cancel")}
      </Button>
      <p className={classes.note} data-error={error !== null || undefined} role="status">
        {error?.message ?? t("metric:goal_hint")}
      </p>
    </form>
  );
}
