import { useEffect, useState } from "react";
import { BridgeError } from "@/bridge/call";
import { cancelJob, onProgress } from "@/bridge/jobs";
import { pickReportFile, type ReportOrder, saveReport } from "@/bridge/report";

/** A workbook on its way to disk, or how that ended. */
export type Writing = {
  job: string;
  /** Where it goes. */
  path: string;
  /** Rows of data written so far. */
  rows: number;
  state: "running" | "finished" | "failed" | "canceled";
  /** Why it failed. */
  reason: string;
};

/** Saves workbooks of a client, one at a time. */
export function useWorkbook(client: string) {
  const [writing, setWriting] = useState<Writing | null>(null);
  const job = writing?.state === "running" ? writing.job : null;

  useEffect(() => {
    if (job === null) return;
    return onProgress(job, ({ done }) => setWriting((old) => (old?.job === job ? { ...old, rows: done } : old)));
  }, [job]);

  async function save(order: ReportOrder): Promise<void> {
    if (job !== null) return;
    const name = `report ${crypto.randomUUID()}`;
    const end = (change: Partial<Writing>) => setWriting((old) => (old?.job === name ? { ...old, ...change } : old));
    try {
      const path = await pickReportFile(client, order.period);
      if (path === "") return;
      setWriting({ job: name, path, rows: 0, state: "running", reason: "" });
      await saveReport(name, client, order, path);
      end({ state: "finished" });
    } catch (reason) {
      if (reason instanceof BridgeError && reason.code === "canceled") end({ state: "canceled" });
      else {
        const text = reason instanceof Error ? reason.message : String(reason);
        setWriting((old) => ({ job: name, path: "", rows: 0, ...old, state: "failed", reason: text }));
      }
    }
  }

  return { writing, busy: job !== null, save, cancel: () => (job === null ? Promise.resolve() : cancelJob(job)) };
}
