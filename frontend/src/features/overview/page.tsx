import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useBrand, useChannels } from "@/bridge/brand";
import { type Entry, intakeKeys, listImports } from "@/bridge/intake";
import { formatInstant, formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import classes from "./page.module.css";
import { type Step, Steps } from "./steps";

/** The brand at work at a glance: what it stands at, what needs a decision, what came in. */
export default function OverviewPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  const channels = useChannels(client, brand?.id ?? "");
  const imports = useQuery({
    queryKey: intakeKeys.ledger(client),
    queryFn: () => listImports(client),
    enabled: client !== "",
  });
  const ready = channels.data !== undefined && imports.data !== undefined;
  const steps: Step[] = [
    { key: "channels", to: "/brand", keys: "g b", done: (channels.data?.length ?? 0) > 0 },
    { key: "import", to: "/intake", keys: "g i", done: (imports.data?.length ?? 0) > 0 },
    { key: "log", to: "/community", keys: "g c", done: false },
    { key: "target", to: "/kpi", keys: "g k", done: false },
    { key: "report", to: "/report", keys: "g r", done: false },
  ];
  const failed = error ?? channels.error ?? imports.error;
  return (
    <>
      <PageHeader title={t("overview:title")} note={brand?.name} />
      <div className={classes.page}>
        {failed && <ErrorNote error={failed} />}
        {ready && <Steps steps={steps} />}
        {imports.data && <LastImports imports={imports.data} />}
      </div>
    </>
  );
}

const SHOWN = 5;

function LastImports({ imports }: { imports: readonly Entry[] }) {
  const { t, language } = useWords();
  return (
    <section className={classes.section} aria-labelledby="overview-imports">
      <h2 id="overview-imports" className={classes.heading}>
        {t("overview:imports")}
      </h2>
      {imports.length === 0 ? (
        <p className={classes.quiet}>{t("overview:no_imports")}</p>
      ) : (
        <>
          <ul className={classes.lines}>
            {imports.slice(0, SHOWN).map((one) => (
              <li key={one.id} className={classes.line}>
                <span className={classes.lineName}>{one.file}</span>
                <span className={classes.quiet}>
                  {t("overview:rows", {
                    added: formatNumber(one.added, language),
                    updated: formatNumber(one.updated, language),
                  })}
                </span>
                <span className={classes.quiet}>{formatInstant(one.created_at, language)}</span>
              </li>
            ))}
          </ul>
          <Link to="/intake" className={classes.more}>
            {t("overview:all_imports")}
          </Link>
        </>
      )}
    </section>
  );
}
