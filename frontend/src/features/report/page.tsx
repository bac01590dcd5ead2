import { Button, Select } from "@mantine/core";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Brand, useBrand } from "@/bridge/brand";
import { readMonthly, reportKeys } from "@/bridge/report";
import { useCommands } from "@/lib/commands";
import { formatMonth } from "@/lib/format";
import { LANGUAGES, useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { useShortcuts } from "@/lib/shortcuts";
import { ErrorNote } from "@/ui/error-note";
import { JobCard } from "@/ui/job-card";
import { PageHeader } from "@/ui/page-header";
import { showFailure } from "@/ui/toast";
import { Preview } from "./preview";
import classes from "./report.module.css";
import { useWorkbook } from "./use-workbook";

/** The month's report for the client: what its workbook will say, the text that goes with it, and the way to save it. */
export default function ReportPage() {
  const { t } = useWords();
  const { client, brand, brands, error, refetch } = useBrand();
  if (brand) return <Month key={client} client={client} brand={brand} several={brands.length > 1} />;
  return (
    <>
      <PageHeader title={t("frame:section.report")} />
      {error && <ErrorNote page error={error} onRetry={() => void refetch()} />}
    </>
  );
}

function Month({ client, brand, several }: { client: string; brand: Brand; several: boolean }) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const [whole, setWhole] = useState(true);
  const [chosenLanguage, setLanguage] = useState("");
  const [chosenPaper, setPaper] = useState("");
  const month = period.to.slice(0, 7);
  const brandId = several && !whole ? brand.id : "";
  const query = useQuery({
    queryKey: reportKeys.monthly(client, brandId, month, chosenLanguage),
    queryFn: () => readMonthly(client, brandId, month, chosenLanguage),
    placeholderData: (before) => (before?.period === month ? before : undefined),
  });
  const { writing, busy, save, cancel } = useWorkbook(client);
  const monthly = query.data;
  const order = { brand: brandId, period: month, language: chosenLanguage, paper: chosenPaper };
  const run = () => void save(order);

  const group = t("frame:section.report");
  useShortcuts([{ keys: "mod+s", label: t("report:save"), group, run }]);
  useCommands([{ id: "report.save", label: t("report:save"), group, keys: "mod+s", run }]);

  return (
    <>
      <PageHeader
        title={t("frame:section.report")}
        note={formatMonth(`${month}-01`, language)}
        actions={
          <>
            {several && (
              <Select
                aria-label={t("report:scope")}
                className={classes.scope}
                data={[
                  { value: "all", label: t("report:all_brands") },
                  { value: "one", label: t("report:only", { name: brand.name }) },
                ]}
                value={whole ? "all" : "one"}
                allowDeselect={false}
                onChange={(value) => setWhole(value === "all")}
              />
            )}
            <Select
              aria-label={t("report:language")}
              className={classes.choice}
              data={LANGUAGES.map((code) => ({ value: code, label: t(`report:language.${code}`) }))}
              value={chosenLanguage || (monthly?.language ?? null)}
              allowDeselect={false}
              onChange={(value) => setLanguage(value ?? "")}
            />
            <Select
              aria-label={t("report:paper")}
              className={classes.choice}
              data={["a4", "letter"].map((paper) => ({ value: paper, label: t(`report:paper.${paper}`) }))}
              value={chosenPaper || (monthly?.paper ?? null)}
              allowDeselect={false}
              onChange={(value) => setPaper(value ?? "")}
            />
            <Button
              leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
              loading={busy}
              disabled={!monthly}
              onClick={run}
            >
              {t("report:save")}
            </Button>
          </>
        }
      />
      <div className={classes.page}>
        {writing && (
          <div className={classes.job}>
            <JobCard
              title={t("report:writing", { name: writing.path.replace(/^.*[\\/]/, "") })}
              done={writing.rows}
              total={null}
              state={writing.state}
              note={writing.state === "finished" ? writing.path : writing.reason}
              onCancel={() => cancel().catch(showFailure)}
            />
          </div>
        )}
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {period.kind !== "month" && (
          <p className={classes.quiet}>{t("report:of_month", { month: formatMonth(`${month}-01`, language, true) })}</p>
        )}
        {monthly && <Preview client={client} brandId={brandId} monthly={monthly} />}
      </div>
    </>
  );
}
