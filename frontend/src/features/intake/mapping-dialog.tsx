import { Button, Checkbox, Modal, NativeSelect, Select, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconArrowRight } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useMemo, useState } from "react";
import {
  intakeKeys,
  lookInto,
  type Mapping,
  rememberMapping,
  type Sheet,
  type Trying,
  tryMapping,
} from "@/bridge/intake";
import { useMetrics } from "@/bridge/kpi";
import { MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { feed, feedOf, POST_FIELDS, reshape } from "./mapping";
import classes from "./mapping-dialog.module.css";

export type MappingDialogProps = {
  /** The file, null while the dialog is closed. */
  path: string | null;
  onClose: () => void;
  /** Takes the answer; remembered says that files like this are read so from now on. */
  onMapped: (path: string, mapping: Mapping, remembered: boolean) => void;
};

/** Asks what the table in a file holds, and shows how the answer reads it. */
export function MappingDialog({ path, onClose, onMapped }: MappingDialogProps) {
  const { t } = useWords();
  const { data: sheets, error } = useQuery({
    queryKey: intakeKeys.sheets(path ?? ""),
    queryFn: () => lookInto(path ?? ""),
    enabled: path !== null,
    gcTime: 0,
  });
  const name = (path ?? "").split(/[\\/]/).at(-1) ?? "";
  return (
    <Modal
      opened={path !== null}
      onClose={onClose}
      title={t("intake:map.title", { name })}
      size={1080}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {error && <ErrorNote error={error} />}
      {path !== null && sheets && <Form key={path} path={path} sheets={sheets} onClose={onClose} onMapped={onMapped} />}
    </Modal>
  );
}

type FormProps = MappingDialogProps & { path: string; sheets: readonly Sheet[] };

function Form({ path, sheets, onClose, onMapped }: FormProps) {
  const { t } = useWords();
  const [mapping, setMapping] = useState<Mapping | undefined>(sheets[0]?.mapping);
  const [remember, setRemember] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState({ dates: false, decimal: false });
  const trial = useQuery({
    queryKey: mapping ? intakeKeys.trial(path, mapping) : [],
    queryFn: () => (mapping ? tryMapping(path, mapping) : null),
    enabled: mapping !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const sheet = sheets.find(({ name }) => name === mapping?.table) ?? sheets[0];
  if (!mapping || !sheet) return null;
  const tried = trial.data ?? null;
  const field = tried?.field ?? "";
  // Once asked, the answer stays in sight to be changed.
  if ((field === "dates" || field === "decimal") && !asked[field]) setAsked({ ...asked, [field]: true });
  const change = (part: Partial<Mapping>) => setMapping({ ...mapping, ...part });
  const ready = tried !== null && tried.refusal === "" && !trial.isFetching;

  async function take() {
    if (!ready || !mapping) return;
    try {
      if (remember) await rememberMapping(path, mapping);
      onMapped(path, mapping, remember);
      onClose();
    } catch (reason) {
      setError(reason);
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void take();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the fields in it are reached by keys, this only hears the shortcut.
    <div className={classes.form} onKeyDown={onKeyDown}>
      <div className={classes.questions}>
        {sheets.length > 1 && (
          <NativeSelect
            label={t("intake:map.table")}
            value={sheet.name}
            data={sheets.map(({ name }) => name)}
            onChange={(event) => {
              const next = sheets.find(({ name }) => name === event.currentTarget.value);
              if (next) setMapping(next.mapping);
            }}
          />
        )}
        <NativeSelect
          label={t("intake:map.header")}
          value={mapping.header}
          data={sheet.rows.map(({ row }) => ({ value: String(row), label: t("intake:map.row", { row }) }))}
          autoFocus
          onChange={(event) => change({ header: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label={t("intake:map.shape")}
          value={mapping.shape}
          data={["posts", "days"].map((value) => ({ value, label: t(`intake:map.shape.${value}`) }))}
          onChange={(event) => setMapping(reshape(mapping, event.currentTarget.value))}
        />
        {(asked.dates || mapping.dates !== "") && (
          <Order
            name="dates"
            choices={["dmy", "mdy", "ymd"]}
            value={mapping.dates}
            onChange={(dates) => change({ dates })}
          />
        )}
        {(asked.decimal || mapping.decimal !== "") && (
          <Order
            name="decimal"
            choices={[",", "."]}
            value={mapping.decimal}
            onChange={(decimal) => change({ decimal })}
          />
        )}
        <Currency mapping={mapping} onChange={(currency) => change({ currency })} />
      </div>
      <SheetTable sheet={sheet} mapping={mapping} onChange={setMapping} />
      {tried && tried.refusal !== "" && (
        <p className={classes.refusal} role="status">
          <IconAlertTriangle size={15} aria-hidden />
          {tried.refusal}
        </p>
      )}
      {tried && tried.refusal === "" && <Samples tried={tried} mapping={mapping} />}
      {(error ?? trial.error) != null && <ErrorNote error={error ?? trial.error} />}
      <div className={classes.end}>
        <Checkbox
          label={t("intake:map.remember")}
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
        />
        <Button variant="default" onClick={onClose}>
          {t("ui:cancel")}
        </Button>
        <Button disabled={!ready} onClick={() => void take()}>
          {t("intake:map.take")}
        </Button>
      </div>
    </div>
  );
}

type OrderProps = { name: "dates" | "decimal"; choices: string[]; value: string; onChange: (value: string) => void };

/** A question that only a person can answer: nothing is chosen beforehand. */
function Order({ name, choices, value, onChange }: OrderProps) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={t(`intake:map.${name}`)}
      value={value}
      data-asks={value === "" || undefined}
      data={[
        { value: "", label: t("intake:map.choose") },
        ...choices.map((choice) => ({ value: choice, label: t(`intake:map.${name}.${NAMES[choice] ?? choice}`) })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const NAMES: Record<string, string> = { ",": "comma", ".": "point" };

function Currency({ mapping, onChange }: { mapping: Mapping; onChange: (currency: string) => void }) {
  const { t, language } = useWords();
  const metrics = useMetrics(language);
  const money = new Set(metrics.filter(({ unit }) => unit === "money").map(({ key }) => key));
  if (!mapping.columns.some(({ metric }) => money.has(metric))) return null;
  return (
    <TextInput
      label={t("intake:map.currency")}
      placeholder={t("intake:map.currency_client")}
      maxLength={3}
      value={mapping.currency}
      onChange={(event) => onChange(event.currentTarget.value.toUpperCase())}
    />
  );
}

type SheetTableProps = { sheet: Sheet; mapping: Mapping; onChange: (mapping: Mapping) => void };

/** The first rows as they stand, above each column what it feeds. */
function SheetTable({ sheet, mapping, onChange }: SheetTableProps) {
  const { t, language } = useWords();
  const metrics = useMetrics(language);
  const header = sheet.rows.find(({ row }) => row === mapping.header)?.cells ?? [];
  const width = Math.max(...sheet.rows.map(({ cells }) => cells.length));
  const data = useMemo(() => {
    const days = mapping.shape === "days";
    const fits = metrics.filter((metric) =>
      days ? metric.stored : metric.level === "post" && metric.kind !== "ratio",
    );
    return [
      {
        group: t("intake:map.fields"),
        items: (days ? ["day"] : POST_FIELDS).map((field) => ({
          value: `field ${field}`,
          label: t(`intake:field.${field === "day" ? "date" : field}`),
        })),
      },
      {
        group: t("intake:map.metrics"),
        items: fits.map(({ key, name }) => ({ value: `metric ${key}`, label: name })),
      },
    ];
  }, [metrics, mapping.shape, t]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must by keys.
    <section className={classes.scroll} aria-label={t("intake:map.sheet")} tabIndex={0}>
      <table className={classes.sheet}>
        <thead>
          <tr>
            <td className={classes.number} />
            {Array.from({ length: width }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name, and never move.
              <th key={at} scope="col">
                <Select
                  aria-label={t("intake:map.column", { name: header[at] || at + 1 })}
                  data={data}
                  value={feedOf(mapping, at)}
                  searchable
                  clearable
                  placeholder={t("intake:map.leave_out")}
                  clearButtonProps={{ "aria-label": t("intake:map.leave_out"), tabIndex: -1 }}
                  comboboxProps={{ width: 240, position: "bottom-start" }}
                  onChange={(value) => onChange(feed(mapping, at, value))}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.slice(0, MOST_ROWS).map(({ row, cells }) => (
            <tr
              key={row}
              data-header={row === mapping.header || undefined}
              data-above={row < mapping.header || undefined}
            >
              <td className={classes.number}>{row}</td>
              {Array.from({ length: width }, (_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name, and never move.
                <td key={at}>{cells[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const MOST_ROWS = 9;

/** Rows as they stand and, beside that, as they are read. */
function Samples({ tried, mapping }: { tried: Trying; mapping: Mapping }) {
  const { t, language } = useWords();
  const metrics = useMetrics(language);
  const nameOf = (key: string) => metrics.find((metric) => metric.key === key)?.name ?? key;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must by keys.
    <section className={classes.scroll} aria-label={t("intake:map.samples")} tabIndex={0}>
      <table className={classes.sheet} data-samples>
        <caption>{t("intake:map.samples")}</caption>
        <thead>
          <tr>
            <td className={classes.number} />
            {mapping.columns.map(({ index, metric, field }) => (
              <th key={index} scope="col">
                {metric === "" ? t(`intake:field.${field === "day" ? "date" : field}`) : nameOf(metric)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tried.rows.map(({ row, raw, parsed, reason }) => (
            <tr key={row}>
              <td className={classes.number}>{row}</td>
              {reason !== "" ? (
                <td colSpan={mapping.columns.length} className={classes.skip}>
                  {t("intake:map.skipped", { reason })}
                </td>
              ) : (
                mapping.columns.map(({ index }, at) => (
                  <td key={index}>
                    <span className={classes.pair}>
                      <span className={classes.raw}>{raw[at] || MISSING}</span>
                      <IconArrowRight size={12} aria-hidden />
                      <span className={classes.read}>{parsed[at] || MISSING}</span>
                    </span>
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
