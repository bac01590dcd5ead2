import { ActionIcon, Progress } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import classes from "./job-card.module.css";

export type JobCardProps = {
  /** What is being done: "Importing posts.csv". */
  title: string;
  done: number;
  /** How much there is to do; null while that is not known. */
  total: number | null;
  state: "running" | "finished" | "failed" | "canceled";
  /** A sentence about the result or the failure. */
  note?: string;
  /** Stops it; without it there is no button. */
  onCancel?: () => void;
};

export type ListJobProps = {
  title: string;
  progress: { done: number; total: number } | null;
  onCancel: () => void;
};

/** Long work: what it is, how far it is, and a way to stop it. */
export function JobCard({ title, done, total, state, note, onCancel }: JobCardProps) {
  const { t, language } = useWords();
  const share = total ? Math.min(100, (100 * done) / total) : 0;
  const count =
    total === null
      ? formatNumber(done, language)
      : t("ui:job.count", { done: formatNumber(done, language), total: formatNumber(total, language) });
  return (
    <section className={classes.root} data-state={state} aria-label={title}>
      <div className={classes.line}>
        {state === "finished" && <IconCheck size={16} className={classes.check} aria-hidden />}
        <span className={classes.title}>{title}</span>
        <span className={classes.count} role="status">
          {state === "running" ? count : t(`ui:job.${state}`)}
        </span>
        {state === "running" && onCancel && (
          <ActionIcon onClick={onCancel} aria-label={t("ui:job.stop")} title={t("ui:job.stop")}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {state === "running" && (
        <Progress
          value={total === null ? 100 : share}
          striped={total === null}
          animated={total === null}
          size={4}
          transitionDuration={120}
          aria-label={title}
        />
      )}
      {note && <p className={classes.note}>{note}</p>}
    </section>
  );
}

/** A work that runs over a list, above it; nothing until it says how much there is to do. */
export function ListJob({ title, progress, onCancel }: ListJobProps) {
  if (!progress || progress.total === 0) return null;
  return (
    <div className={classes.aboveList}>
      <JobCard title={title} done={progress.done} total={progress.total} state="running" onCancel={onCancel} />
    </div>
  );
}
