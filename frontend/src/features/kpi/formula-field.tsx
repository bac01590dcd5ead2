import { Loader } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { kpiKeys, type Metric, tryFormula } from "@/bridge/kpi";
import { formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { complete, type Offer, offers, wordBefore } from "./formula";
import classes from "./formula-field.module.css";
import { formatValue } from "./words";

/** What a formula is tried on. */
export type Trying = {
  client: string;
  brandId: string;
  metrics: readonly Metric[];
  /** The key of the metric, "" of a new one. */
  metric: string;
  /** "" takes whatever the formula gives. */
  unit: string;
};

export type FormulaFieldProps = Trying & {
  id?: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** Enter, where no name is being completed. */
  onEnter?: () => void;
  onLeave?: () => void;
  onEscape?: () => void;
};

/** How long the hand rests before the formula is tried. */
const REST_MS = 180;

/**
 * A formula as it is typed: names of metrics are completed by keys, and below stands what is wrong, or the unit that it
 * gives and its value in the period.
 */
export function FormulaField(props: FormulaFieldProps) {
  const { value, onChange, onEnter, onLeave, onEscape, metrics } = props;
  const { t } = useWords();
  const own = useId();
  const id = props.id ?? own;
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const moved = useRef<number | null>(null);
  const { word } = wordBefore(value, caret ?? 0);
  const offered = caret === null ? [] : offers(word, metrics, props.metric);
  const active = Math.min(at, offered.length - 1);

  // The caret stands behind the name that was put in, once it is drawn.
  useEffect(() => {
    if (moved.current === null) return;
    field.current?.setSelectionRange(moved.current, moved.current);
    moved.current = null;
  });

  function take(offer: Offer) {
    const done = complete(value, caret ?? value.length, offer);
    moved.current = done.caret;
    onChange(done.text);
    setCaret(null);
    setAt(0);
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const offer = offered[active];
    if (offer && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : offered.length - 1;
      setAt((active + step) % offered.length);
    } else if (offer && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(offer);
    } else if (event.key === "Enter") {
      event.preventDefault();
      onEnter?.();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (offer) setCaret(null);
      else onEscape?.();
    }
  }

  return (
    <div className={classes.root}>
      <textarea
        ref={field}
        id={id}
        className={classes.field}
        role="combobox"
        aria-label={props.label}
        aria-expanded={offered.length > 0}
        aria-controls={`${id}-offers`}
        aria-activedescendant={offered[active] ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-describedby={`${id}-check`}
        rows={2}
        spellCheck={false}
        autoComplete="off"
        placeholder="link_clicks / impressions * 100"
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setAt(0);
        }}
        onBlur={() => {
          setCaret(null);
          onLeave?.();
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-offers`} role="listbox" aria-label={t("metric:offers")} className={classes.offers} tabIndex={-1}>
        {offered.map((offer, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys.
          <div
            key={offer.text}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes.offer}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setAt(index)}
            onClick={() => take(offer)}
          >
            <code>{offer.text}</code>
            <span className={classes.name}>
              {offer.isFunction
                ? t(`metric:function.${offer.name}`)
                : offer.text.startsWith("post.")
                  ? t("kpi:of_posts", { name: offer.name })
                  : offer.name}
            </span>
          </div>
        ))}
      </div>
      <Check id={`${id}-check`} {...props} />
    </div>
  );
}

function Check({ id, client, brandId, metrics, metric, unit, value }: FormulaFieldProps & { id: string }) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const [text] = useDebouncedValue(value.trim(), REST_MS);
  const { data, error, isFetching } = useQuery({
    queryKey: kpiKeys.tried(client, brandId, metric, unit, text, period.from, period.to, language),
    queryFn: () =>
      tryFormula(client, metric, unit, text, {
        brand: brandId,
        channels: [],
        from: period.from,
        to: period.to,
        by: "",
        metrics: [],
        currency: "",
      }),
    enabled: text !== "",
    retry: false,
  });
  const nameOf = (key: string, level: string) =>
    metrics.find((one) => one.key === key && one.level === level)?.name ?? key;
  return (
    <div id={id} className={classes.check} role="status" data-bad={(text !== "" && error !== null) || undefined}>
      {text === "" && t("metric:formula_hint")}
      {text !== "" && isFetching && !data && !error && <Loader size={12} aria-hidden />}
      {text !== "" && error && (
        <>
          <IconAlertTriangle size={14} aria-hidden />
          <span>{error.message}</span>
        </>
      )}
      {text !== "" && data && !error && (
        <>
          <IconCheck size={14} aria-hidden />
          <span>
            {t("metric:gives", {
              unit: t(`metric:unit.${data.unit || "count"}`),
              period: formatRange(period.from, period.to, language),
              value: formatValue(data.row?.value, unit || data.unit, "ratio", data.row?.currency, language, t),
            })}
            <span className={classes.uses}>
              {data.uses.map(({ metric: key, level, value: part }) => {
                const of = metrics.find((one) => one.key === key && one.level === level);
                return (
                  <span key={`${level}.${key}`}>
                    {nameOf(key, level)}{" "}
                    {formatValue(part, of?.unit ?? "count", of?.kind ?? "flow", data.row?.currency, language, t)}
                  </span>
                );
              })}
            </span>
          </span>
        </>
      )}
    </div>
  );
}
