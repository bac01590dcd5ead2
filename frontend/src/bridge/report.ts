import { Monthly, PickFile, Save, WriteSummary } from "@wails/go/app/Report";
import type { app, report } from "@wails/go/models";
import { bound } from "./call";

/** Everything that the report of a month says; its workbook holds the same. */
export type MonthlyReport = report.Monthly;
/** One number of the month beside that of the month before. */
export type Figure = report.Figure;
/** A figure with what was promised. */
export type ReportKpi = report.KPI;
/** A post of the month. */
export type ReportPost = report.Post;
/** A brand against its competitors in both months. */
export type ReportRivals = report.Rivals;
/** What the log of the month says. */
export type ReportCommunity = report.Community;
/** What the month lacks. */
export type ReportGap = report.Gap;
/** Which workbook to write. */
export type ReportOrder = app.ReportOrder;
/** The fields of a summary to change; the others stay. */
export type SummaryPatch = report.SummaryPatch;

/** Keys of what is read for reports. */
export const reportKeys = {
  monthly: (client: string, brandId: string, period: string, language: string) =>
    ["report", client, "monthly", brandId, period, language] as const,
};

/** Reads the report of a month (YYYY-MM) of a brand ("": of all) in a language ("": the client's). */
export const readMonthly = bound(Monthly);
/** Changes the text of a report, or who prepared it. */
export const writeSummary = bound(WriteSummary);
/** Asks where to save the workbook of a month; "" when the person gave up. */
export const pickReportFile = bound(PickFile);
/** Writes the workbook to a path, as a job of that name. */
export const saveReport = bound(Save);
