import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { readShape, type TargetPatch } from "@/bridge/kpi";
import { formatNumber, monthNames } from "@/lib/format";
import { useWords } from "@/lib/language";
import { showFailure } from "@/ui/toast";
import classes from "./kpi.module.css";
import { parseNumber } from "./words";

export type CurveFieldsProps = {
  client: string;
  brandId: string;
  /** Whose shape a year can give. */
  of: TargetPatch;
  year: number;
  /** Twelve, as they are typed, January first. */
  weights: readonly string[];
  onChange: (weights: readonly string[]) => void;
};

/** Twelve fields under bars: how much of a target each month is to bring. */
export function CurveFields({ client, brandId, of, year, weights, onChange }: CurveFieldsProps) {
  const { t, language } = useWords();
  const [none, setNone] = useState(false);
  const names = monthNames(language);
  const sizes = weights.map((text) => Math.max(0, parseNumber(text || "0", language) ?? 0));
  const most = Math.max(...sizes, 0);

  const takeShape = () =>
    readShape(client, brandId, of, year).then((shape) => {
      setNone(shape.length === 0);
      if (shape.length === 12) onChange(shape.map((share) => formatNumber(share, language, 1)));
    }, showFailure);

  return (
    <fieldset className={classes.curve}>
      <legend>{t("kpi:curve")}</legend>
      <div className={classes.months}>
        {weights.map((text, month) => (
          <div key={names[month]} className={classes.month}>
            <span className={classes.column} aria-hidden>
              <span
                className={classes.bar}
                style={{ height: most > 0 ? `${((sizes[month] ?? 0) / most) * 100}%` : 0 }}
              />
            </span>
            <TextInput
              label={names[month]}
              value={text}
              inputMode="decimal"
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => onChange(weights.map((one, i) => (i === month ? event.currentTarget.value : one)))}
            />
          </div>
        ))}
      </div>
      <div className={classes.curveActions}>
        <Button variant="default" size="xs" onClick={() => onChange(weights.map(() => "1"))}>
          {t("kpi:curve.even")}
        </Button>
        <Button variant="default" size="xs" onClick={() => void takeShape()}>
          {t("kpi:curve.last_year", { year })}
        </Button>
        <span className={classes.quiet} role="status">
          {none ? t("kpi:curve.none", { year }) : t("kpi:curve_hint")}
        </span>
      </div>
    </fieldset>
  );
}
