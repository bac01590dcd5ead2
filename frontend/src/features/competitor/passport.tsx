import { Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Competitor, Standing, Told } from "@/bridge/competitor";
import { formatDay, formatInstant, formatNumber, MISSING, type Value } from "@/lib/format";
import { useWords } from "@/lib/language";
import { formatUnit } from "@/lib/unit";
import { PassportLine } from "@/ui/passport-popover";
import classes from "./competitor.module.css";

type Words = ReturnType<typeof useWords>;

/** The numbers of a standing, in their order. */
export const FIGURES = ["followers", "growth", "posts", "engagements", "per_post", "mentions"] as const;

const UNITS: Partial<Record<(typeof FIGURES)[number], string>> = { growth: "%", per_post: "per_post" };

/** Writes a number of a standing by its unit. */
export function writer(
  key: (typeof FIGURES)[number],
  language: Words["language"],
  t: Words["t"],
): (value: Value) => string {
  return (value) => formatUnit(value, { unit: UNITS[key] ?? "count", kind: "flow" }, language, t("ui:not_available"));
}

/** Who noted a number, or the row of the file that it was read from, and when. */
export function toldBy({ who, file, row, at }: Told, zone: string | undefined, { t, language }: Words): string {
  const by = who && t("competitor:by", { who });
  const from = file === "" ? t("competitor:typed_by_hand") : t("competitor:read_from", { file, row });
  return [from, by, formatInstant(at, language, zone)].filter(Boolean).join(" · ");
}

export type PassportProps = {
  /** The row that is open; null closes. */
  row: Standing | null;
  /** All rows of its platform, of which the average is made. */
  rows: readonly Standing[];
  competitors: readonly Competitor[];
  /** The client's time zone. */
  zone: string | undefined;
  onClose: () => void;
};

/** A row of the comparison opened: each number with how it is made, who noted it or from which file, and when. */
export function Passport({ row, rows, competitors, zone, onClose }: PassportProps) {
  const { t } = useWords();
  const name = row && (row.kind === "average" ? t("competitor:average") : row.name);
  return (
    <Drawer
      opened={row !== null}
      onClose={onClose}
      position="right"
      size={520}
      overlayProps={{ backgroundOpacity: 0.2 }}
      classNames={{ title: classes.drawerTitle }}
      title={row && `${name} · ${t(`brand:platform.${row.platform}`)}`}
      closeButtonProps={{ "aria-label": t("ui:close") }}
      transitionProps={{ duration: 0 }}
    >
      {row && (
        <section aria-label={t("competitor:passport")}>
          {row.kind === "own" && (
            <p className={classes.drawerText}>
              {t("competitor:own_numbers")} <Link to="/kpi">{t("competitor:own_numbers_link")}</Link>
            </p>
          )}
          {FIGURES.map((key) => (
            <Line key={key} figure={key} row={row} rows={rows} competitors={competitors} zone={zone} />
          ))}
        </section>
      )}
    </Drawer>
  );
}

type LineProps = Omit<PassportProps, "row" | "onClose"> & { figure: (typeof FIGURES)[number]; row: Standing };

function Line({ figure, row, rows, competitors, zone }: LineProps) {
  const words = useWords();
  const { t, language } = words;
  const write = writer(figure, language, t);
  const { value, rank, n } = row[figure];
  const made = figure === "growth" || figure === "per_post";
  const told = made ? [] : row.told.filter(({ metric }) => metric === figure);
  const accounts = new Map(competitors.flatMap(({ accounts: all }) => all.map(({ id, handle }) => [id, handle])));
  const several = new Set(row.told.map(({ account_id }) => account_id)).size > 1;
  const parts = rows.filter(
    (one) => one.kind === "rival" && one[figure].value !== null && one[figure].value !== undefined,
  );
  return (
    <PassportLine label={t(`competitor:column.${figure}`)}>
      <span className={classes.drawerValue}>{value === null || value === undefined ? MISSING : write(value)}</span>
      {rank && ` · ${t("competitor:rank_of", { rank, n })}`}
      {row.kind === "average" ? (
        parts.length > 0 && (
          <span className={classes.drawerNote}>
            {t("competitor:mean_of", { count: parts.length })}:{" "}
            {parts.map((one) => `${one.name} ${write(one[figure].value)}`).join(" · ")}
          </span>
        )
      ) : (
        <>
          {made && <span className={classes.drawerNote}>{t(`competitor:formula.${figure}`)}</span>}
          {told.map((one) => (
            <span key={`${one.account_id} ${one.day}`} className={classes.drawerNote}>
              {several && `${accounts.get(one.account_id) ?? ""} · `}
              {formatDay(one.day, language)}: {formatNumber(one.value, language)} · {toldBy(one, zone, words)}
            </span>
          ))}
        </>
      )}
    </PassportLine>
  );
}
