import { Button, Checkbox, Modal, NativeSelect, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { usePlatforms } from "@/bridge/brand";
import { intakeKeys, lookInto, type Mapping, rememberMapping, type Sheet, tryMapping } from "@/bridge/intake";
import { useMetrics } from "@/bridge/kpi";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import type { Item } from "./basket";
import { reshape } from "./mapping";
import classes from "./mapping-dialog.module.css";
import { Samples, SheetTable } from "./mapping-tables";
import { PlaceField } from "./place-field";
import type { Answer } from "./use-basket";

export type MappingDialogProps = {
  /** The file, null while the dialog is closed. */
  item: Item | null;
  /** The client that is open: its channels come first. */
  client: string;
  onClose: () => void;
  /** Takes the answer; remembered says that files like this are read so from now on. */
  onMapped: (path: string, answer: Answer, remembered: boolean) => void;
};

/** Asks what the table in a file holds, and shows how the answer reads it. */
export function MappingDialog({ item, ...props }: MappingDialogProps) {
  const { t } = useWords();
  const path = item?.path ?? null;
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
      onClose={props.onClose}
      title={t("intake:map.title", { name })}
      size={1080}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {error && <ErrorNote error={error} />}
      {item && sheets && <Form key={path} item={item} sheets={sheets} {...props} />}
    </Modal>
  );
}

type FormProps = MappingDialogProps & { item: Item; sheets: readonly Sheet[] };

function Form({ item, client, sheets, onClose, onMapped }: FormProps) {
  const { t } = useWords();
  const { path } = item;
  const platforms = usePlatforms();
  const [place, setPlace] = useState<{ client: string; channel: string; platform: string } | null>(
    item.channel ? { client: item.client ?? "", channel: item.channel, platform: "" } : null,
  );
  const [mapping, setMapping] = useState<Mapping | undefined>(item.outcome?.mapping ?? sheets[0]?.mapping);
  const [remember, setRemember] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState({ dates: false, decimal: false, currency: false });
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
  if ((field === "dates" || field === "decimal" || field === "currency") && !asked[field])
    setAsked({ ...asked, [field]: true });
  const change = (part: Partial<Mapping>) => setMapping({ ...mapping, ...part });
  const ready = tried !== null && tried.refusal === "" && !trial.isFetching;

  async function take() {
    if (!mapping) return;
    // The keys may be faster than the trial of what was chosen last.
    const { data } = trial.isFetching ? await trial.refetch({ cancelRefetch: false }) : trial;
    if (data?.refusal !== "") return;
    try {
      if (remember) await rememberMapping(path, mapping);
      onMapped(path, { mapping, client: place?.client ?? "", channel: place?.channel ?? "" }, remember);
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
        <Currency
          mapping={mapping}
          asks={field === "currency"}
          asked={asked.currency}
          onChange={(currency) => change({ currency })}
        />
      </div>
      <div className={classes.questions}>
        <NativeSelect
          label={t("intake:map.platform")}
          value={mapping.platform}
          data={[
            { value: "", label: t("intake:map.platform_open") },
            ...platforms.map((value) => ({ value, label: t(`brand:platform.${value}`) })),
          ]}
          onChange={(event) => {
            const platform = event.currentTarget.value;
            change({ platform });
            if (place && platform !== "" && place.platform !== platform) setPlace(null);
          }}
        />
        <div className={classes.place}>
          <PlaceField
            title={t("intake:map.channel")}
            label={t("intake:map.channel")}
            outcome={{ platforms: mapping.platform === "" ? [] : [mapping.platform], candidates: [] }}
            chosen={place?.channel ?? ""}
            client={client}
            asks={false}
            onChoose={setPlace}
          />
        </div>
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

type CurrencyProps = { mapping: Mapping; asks: boolean; asked: boolean; onChange: (currency: string) => void };

function Currency({ mapping, asks, asked, onChange }: CurrencyProps) {
  const { t, language } = useWords();
  const metrics = useMetrics(language);
  const money = new Set(metrics.filter(({ unit }) => unit === "money").map(({ key }) => key));
  if (!asked && !mapping.columns.some(({ metric }) => money.has(metric))) return null;
  return (
    <TextInput
      label={t("intake:map.currency")}
      placeholder={asks ? t("intake:map.currency_letters") : t("intake:map.currency_client")}
      data-asks={asks || undefined}
      maxLength={3}
      value={mapping.currency}
      onChange={(event) => onChange(event.currentTarget.value.toUpperCase())}
    />
  );
}
