import { Button } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import {
  competitorKeys,
  exportSheet,
  type Line,
  type Read,
  readNumbersFile,
  readSheet,
  typeSeen,
} from "@/bridge/competitor";
import { undo } from "@/bridge/shell";
import { today } from "@/lib/day";
import { formatDay, formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { ErrorNote } from "@/ui/error-note";
import { ExportButton } from "@/ui/export-button";
import { PageHeader } from "@/ui/page-header";
import { PlatformMark } from "@/ui/platform-mark";
import { Sheet, type SheetCell, type SheetChange } from "@/ui/sheet";
import { showDone, showFailure } from "@/ui/toast";
import type { About } from "./branded";
import classes from "./competitor.module.css";
import { toldBy } from "./passport";
import { Nobody, Tabs } from "./tabs";

const DayInput = lazy(async () => ({ default: (await import("@/ui/dates")).DayInput }));
const METRICS = ["followers", "posts", "engagements", "mentions"] as const;

/** Reads a count with or without groups of three; null for anything else. */
export function readCount(text: string): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f]/g, "");
  if (/^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(bare)) return Number(bare.replaceAll(/[.,]/g, ""));
  return /^\d{1,15}$/.test(bare) ? Number(bare) : null;
}

/** Every account's numbers of one day, as a sheet. */
export function Numbers({ client, brandId, zone }: About) {
  const words = useWords();
  const { t, language } = words;
  const { period } = usePeriod();
  const now = today(zone);
  const [chosen, setChosen] = useState("");
  const day = chosen || (now >= period.from && now <= period.to ? now : period.to);
  const sheet = useQuery({
    queryKey: competitorKeys.sheet(client, brandId, day),
    queryFn: () => readSheet(client, brandId, day),
    placeholderData: keepPreviousData,
  });
  const [bad, setBad] = useState<ReadonlyMap<string, string>>(new Map());
  const [read, setRead] = useState<Read | null>(null);
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const lines = useMemo(() => sheet.data ?? [], [sheet.data]);

  const cell = (row: number, column: number): SheetCell => {
    const [line, metric] = [lines[row], METRICS[column]];
    if (!line || !metric) return { text: "", raw: "", tone: "quiet" };
    const wrong = bad.get(`${line.id} ${metric}`);
    if (wrong !== undefined) {
      return { text: wrong, raw: wrong, tone: "own", error: t("competitor:no_count", { text: wrong }) };
    }
    const value = line.values[metric] ?? null;
    const told = line.told[metric];
    const title = told && toldBy(told, zone, words);
    if (value !== null) return { text: formatNumber(value, language), raw: String(value), tone: "own", title };
    const last = line.last[metric] ?? null;
    return {
      text: last === null ? "" : formatNumber(last, language),
      raw: "",
      tone: "quiet",
      title: told && `${t("competitor:last_seen_on", { day: formatDay(told.day, language) })} · ${title}`,
    };
  };
  const under = cell(place.row, place.column);

  async function change(changes: SheetChange[]) {
    const wrong = new Map(bad);
    const numbers = changes.flatMap(({ row, column, text }) => {
      const [line, metric] = [lines[row], METRICS[column]];
      if (!line || !metric) return [];
      const value = readCount(text);
      if (text.trim() !== "" && value === null) {
        wrong.set(`${line.id} ${metric}`, text);
        return [];
      }
      wrong.delete(`${line.id} ${metric}`);
      return [{ account_id: line.id, metric, day, value: value ?? undefined }];
    });
    setBad(wrong);
    if (numbers.length === 0) return;
    try {
      await typeSeen(client, numbers);
      await sheet.refetch();
      if (numbers.length > 1) showDone(t("competitor:typed", { count: numbers.length }), () => undo(client));
    } catch (reason) {
      showFailure(reason);
    }
  }

  async function pick() {
    try {
      const came = await readNumbersFile(client, brandId, "");
      if (!came) return;
      setRead(came);
      if (came.problems.length === 0) showDone(t("competitor:typed", { count: came.numbers }), () => undo(client));
    } catch (reason) {
      showFailure(reason);
    }
  }

  return (
    <>
      <PageHeader
        title={t("frame:section.competitor")}
        note={formatDay(day, language)}
        actions={
          lines.length > 0 && (
            <>
              <ExportButton
                group={t("frame:section.competitor")}
                label={t("competitor:template")}
                write={() => exportSheet(client, brandId, day, "")}
              />
              <Button
                variant="default"
                leftSection={<IconFileImport size={16} aria-hidden />}
                onClick={() => void pick()}
              >
                {t("competitor:from_file")}
              </Button>
            </>
          )
        }
      >
        <Tabs />
        {lines.length > 0 && (
          <div className={classes.line}>
            <Suspense fallback={<div className={classes.dayField} />}>
              <div className={classes.dayField}>
                <DayInput
                  label={t("competitor:column.day")}
                  value={day}
                  onChange={(next) => {
                    setBad(new Map());
                    setChosen(next);
                  }}
                />
              </div>
            </Suspense>
            <p className={classes.hint}>{t("competitor:day_hint")}</p>
          </div>
        )}
      </PageHeader>
      <div className={classes.body}>
        {sheet.error && <ErrorNote error={sheet.error} onRetry={() => void sheet.refetch()} />}
        {read && read.problems.length > 0 && <Problems read={read} close={() => setRead(null)} />}
        {sheet.data && lines.length === 0 && <Nobody />}
        {lines.length > 0 && (
          <>
            <Sheet
              key={day}
              label={t("competitor:sheet")}
              hint={t("competitor:sheet_hint")}
              corner={t("competitor:column.name")}
              rows={lines.map((line) => ({
                id: line.id,
                name: `${line.competitor}, ${t(`brand:platform.${line.platform}`)}`,
                label: <RowName line={line} />,
              }))}
              columns={METRICS.map((metric) => ({
                id: metric,
                name: t(`competitor:column.${metric}`),
                label: <span className={classes.clip}>{t(`competitor:column.${metric}`)}</span>,
              }))}
              headWidth={350}
              columnWidth={132}
              start={{ row: 0, column: 0 }}
              cell={cell}
              onChange={(changes) => void change(changes)}
              onPlace={setPlace}
            />
            <p className={classes.said} role="status">
              <span className={classes.saidName}>
                {lines[place.row]?.competitor}
                {METRICS[place.column] && ` · ${t(`competitor:column.${METRICS[place.column]}`)}`}
              </span>
              {under.error ?? under.title ?? t("competitor:not_noted")}
            </p>
          </>
        )}
      </div>
    </>
  );
}

function RowName({ line }: { line: Line }) {
  return (
    <span className={classes.platform}>
      <PlatformMark platform={line.platform} size={15} />
      <span className={classes.clip}>{line.competitor}</span>
      <span className={classes.quiet}>{line.handle}</span>
    </span>
  );
}

function Problems({ read, close }: { read: Read; close: () => void }) {
  const { t } = useWords();
  return (
    <section className={classes.problems} role="alert">
      <p>{t("competitor:problems", { count: read.problems.length })}</p>
      <ul>
        {read.problems.map(({ row, text }) => (
          <li key={`${row} ${text}`}>{t("competitor:problem", { row, text })}</li>
        ))}
      </ul>
      <Button variant="default" onClick={close}>
        {t("competitor:close")}
      </Button>
    </section>
  );
}
