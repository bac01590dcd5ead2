import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useBrand, useChannels } from "@/bridge/brand";
import { intakeKeys, listImports } from "@/bridge/intake";
import { type CardQuery, kpiKeys, listTargets, readScorecard } from "@/bridge/kpi";
import { start } from "@/bridge/shell";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { DecisionList } from "./decision-list";
import { decisionsOf, headlines } from "./decisions";
import { LastImports } from "./last-imports";
import { Numbers } from "./numbers";
import classes from "./page.module.css";
import { Shortcuts } from "./shortcuts";
import { type Step, Steps } from "./steps";

const MOST_NUMBERS = 6;

/** The brand at work at a glance: where it stands, what needs a decision, what came in. */
export default function OverviewPage() {
  const { t } = useWords();
  const { client, brand, error, refetch } = useBrand();
  const { period, compared } = usePeriod();
  const id = brand?.id ?? "";
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const timeZone = started?.clients.find((one) => one.id === client)?.timezone;
  const channels = useChannels(client, id);
  const imports = useQuery({
    queryKey: intakeKeys.ledger(client),
    queryFn: () => listImports(client),
    enabled: client !== "",
  });
  const targets = useQuery({
    queryKey: kpiKeys.targets(client, id),
    queryFn: () => listTargets(client, id),
    enabled: id !== "",
  });
  const query: CardQuery = {
    brand: id,
    from: period.from,
    to: period.to,
    compare_from: compared?.from ?? "",
    compare_to: compared?.to ?? "",
    metrics: [],
    currency: "",
    today: "",
  };
  const card = useQuery({
    queryKey: kpiKeys.card(client, query),
    queryFn: () => readScorecard(client, query),
    enabled: id !== "",
    placeholderData: keepPreviousData,
  });

  const rows = card.data?.rows;
  const shown = useMemo(
    () => (rows && channels.data ? headlines(rows, MOST_NUMBERS, channels.data.length) : []),
    [rows, channels.data],
  );
  const decisions = useMemo(
    () => (rows && channels.data && targets.data ? decisionsOf(channels.data, targets.data, rows, period) : null),
    [rows, channels.data, targets.data, period],
  );
  const logged = rows?.some(
    ({ level, metric, value }) => level === "log" && metric === "activities" && (value ?? 0) > 0,
  );
  const steps: Step[] = [
    { key: "channels", to: "/brand", keys: "g b", done: (channels.data?.length ?? 0) > 0 },
    { key: "import", to: "/intake", keys: "g i", done: (imports.data?.length ?? 0) > 0 || shown.length > 0 },
    { key: "log", to: "/community", keys: "g c", done: logged === true },
    { key: "target", to: "/kpi/targets", keys: "g k", done: (targets.data?.length ?? 0) > 0 },
    { key: "report", to: "/report", keys: "g r", done: false },
  ];
  const ready = channels.data && imports.data && targets.data && rows;
  // The way is shown until it has been gone once; what lies a month back is no reason to begin anew.
  const begun = steps[0]?.done && steps[1]?.done && steps[3]?.done;
  const failed = error ?? channels.error ?? imports.error ?? targets.error ?? card.error;
  const retry = () => {
    for (const one of [{ error, refetch }, channels, imports, targets, card]) if (one.error) void one.refetch();
  };

  return (
    <>
      <PageHeader title={t("overview:title")} note={brand?.name} />
      <div className={classes.page}>
        {failed && <ErrorNote error={failed} onRetry={retry} />}
        {ready && (
          <>
            {shown.length > 0 && (
              <Numbers
                rows={shown}
                channels={channels.data}
                compared={compared && { from: card.data?.compare_from ?? "", to: card.data?.compare_to ?? "" }}
              />
            )}
            <div className={classes.columns}>
              <div>
                {!begun && <Steps steps={steps} />}
                {(begun || shown.length > 0) && decisions && (
                  <DecisionList decisions={decisions} channels={channels.data} />
                )}
              </div>
              <div>
                <LastImports imports={imports.data} timeZone={timeZone} />
                <Shortcuts />
              </div>
            </div>
          </>
        )}
      </div>
    </>
  );
}
