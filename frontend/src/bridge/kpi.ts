import { useQuery } from "@tanstack/react-query";
import {
  AddGoal,
  AddMark,
  AddMetric,
  AddRate,
  AddTarget,
  CampaignNumbers,
  Campaigns,
  Clear,
  CopyMetrics,
  Course,
  DeleteGoal,
  DeleteMark,
  DeleteMetric,
  DeleteRate,
  DeleteTarget,
  Dimensions,
  Events,
  ExportCampaigns,
  ExportCourse,
  ExportForm,
  ExportMeasurements,
  ExportParts,
  ExportScorecard,
  ExportTargets,
  Fill,
  Goals,
  Grid,
  Marks,
  Measurements,
  Metrics,
  Outlook as OutlookOf,
  OwnMetrics,
  Parts,
  Passport as PassportOf,
  Rates,
  Scorecard,
  Shape,
  Targets,
  TryFormula,
  Type,
  UpdateGoal,
  UpdateMark,
  UpdateMetric,
  UpdateRate,
  UpdateTarget,
  UpdateTargetFromNow,
  WithNumbers,
} from "@wails/go/app/Kpi";
import type { app, kpi } from "@wails/go/models";
import { useMemo } from "react";
import type { Language } from "@/lib/language";
import { useClient } from "@/lib/place";
import { bound } from "./call";

/** A series of the catalogue: a key at a level, with its words. */
export type Metric = app.Metric;
/** Which numbers over time to write. */
export type CourseOrder = app.CourseOrder;
/** Which numbers over time, and those of which days beside them. */
export type CourseQuery = kpi.CourseQuery;
/** A number over time with the one that it is compared with. */
export type CourseRow = kpi.CourseRow;
/** Something that happened to a brand; `source` is "" for what a person wrote. */
export type Mark = kpi.Mark;
/** Which marks. */
export type MarkQuery = kpi.MarkQuery;
/** The fields of a mark to change; the others stay. */
export type MarkPatch = kpi.MarkPatch;
/** One number of a channel, or of the brand where it has no channel. */
export type NumberRow = kpi.Row;
/** What a scorecard is asked for. */
export type CardQuery = kpi.CardQuery;
/** A scorecard: numbers, what they are compared with, and their targets. */
export type Card = kpi.Card;
/** One number of a scorecard. */
export type CardRow = kpi.CardRow;
/** Names one number. */
export type PassportQuery = kpi.PassportQuery;
/** Where a number comes from. */
export type Passport = kpi.Passport;
/** A number as it was typed or imported. */
export type Measurement = kpi.Measurement;
/** Which measurements. */
export type MeasurementFilter = kpi.MeasurementFilter;
/** A number to type. */
export type Entry = kpi.Entry;
/** Which cells of a grid of entry. */
export type GridQuery = kpi.GridQuery;
/** The spans of a grid of entry, and the cells that hold anything. */
export type NumberGrid = kpi.NumberGrid;
/** What is known of one channel, metric and span. */
export type GridCell = kpi.GridCell;
/** A typed number to clear. */
export type GridPlace = kpi.GridPlace;
/** The fields of a target to change; the others stay. */
export type TargetPatch = kpi.TargetPatch;
/** A target and where it, or one of its repetitions, stands. */
export type Stand = kpi.Stand;
/** A repetition of a target by day, with its forecast, and those before it. */
export type Outlook = kpi.Outlook;
/** A campaign that breakdowns hold numbers of. */
export type Campaign = kpi.Campaign;
/** What parts are asked for: a dimension by one metric. */
export type PartTableQuery = kpi.PartTableQuery;
/** The parts of a dimension, beside another period and over time. */
export type PartTable = kpi.PartTable;
/** One part: a country, an age, a page. */
export type PartLine = kpi.PartLine;
/** A table of parts of a run of days, as one file gave it. */
export type PartRun = kpi.PartRun;
/** Which campaigns. */
export type CampaignQuery = kpi.CampaignQuery;
/** The campaigns of ads and of websites in a period. */
export type CampaignTable = kpi.CampaignTable;
/** An account, a campaign, an ad set or an ad. */
export type CampaignLine = kpi.CampaignLine;

/** A metric that the agency defined for a client. */
export type OwnMetric = kpi.CustomMetric;
/** The fields of an own metric to change; the others stay. */
export type MetricPatch = kpi.CustomPatch;
/** What can be said of a formula while it is written. */
export type Tried = kpi.Tried;
/** What one conversion is worth; `value` is in hundredths. */
export type Goal = kpi.ConversionGoal;
/** The fields of a goal to change; the others stay. */
export type GoalPatch = kpi.GoalPatch;
/** What an hour of work costs from a day on. */
export type Rate = kpi.HourRate;

/** Keys of what is read of a client's numbers. */
export const kpiKeys = {
  metrics: (client: string, language: Language) => ["kpi", client || "none", "metrics", language] as const,
  own: (client: string) => ["kpi", client, "own"] as const,
  withNumbers: (client: string, brandId: string) => ["kpi", client, "with-numbers", brandId] as const,
  tried: (client: string, ...of: readonly string[]) => ["kpi", client, "tried", ...of] as const,
  goals: (client: string, brandId: string) => ["kpi", client, "goals", brandId] as const,
  rates: (client: string, brandId: string) => ["kpi", client, "rates", brandId] as const,
  events: (client: string, brandId: string) => ["kpi", client, "events", brandId] as const,
  card: (client: string, query: CardQuery) => ["kpi", client, "card", query] as const,
  course: (client: string, query: CourseQuery) => ["kpi", client, "course", query] as const,
  marks: (client: string, query: MarkQuery) => ["kpi", client, "marks", query] as const,
  passport: (client: string, query: PassportQuery) => ["kpi", client, "passport", query] as const,
  measurements: (client: string, filter: MeasurementFilter) => ["kpi", client, "measurements", filter] as const,
  grid: (client: string, query: GridQuery) => ["kpi", client, "grid", query] as const,
  targets: (client: string, brandId: string) => ["kpi", client, "targets", brandId] as const,
  outlook: (client: string, target: string, number: number) => ["kpi", client, "outlook", target, number] as const,
  campaigns: (client: string, brandId: string) => ["kpi", client, "campaigns", brandId] as const,
  dimensions: (client: string, brandId: string) => ["kpi", client, "dimensions", brandId] as const,
  parts: (client: string, query: PartTableQuery) => ["kpi", client, "parts", query] as const,
  campaignNumbers: (client: string, query: CampaignQuery) => ["kpi", client, "campaign-numbers", query] as const,
};

/** Reads numbers over time, each with the one that it is compared with. */
export const readCourse = bound(Course);
/** Lists what happened to a brand, the earliest first, whoever tells of it. */
export const listMarks = bound(Marks);
/** Writes down what happened to a brand. */
export const addMark = bound(AddMark);
/** Changes a mark that a person wrote. */
export const updateMark = bound(UpdateMark);
/** Takes a mark that a person wrote away; undo brings it back. */
export const deleteMark = bound(DeleteMark);
/** Reads a scorecard; its targets are judged as of today. */
export const readScorecard = bound(Scorecard);
/** Reads where a number comes from. */
export const readPassport = bound(PassportOf);
/** Writes the shown rows of a scorecard ("level.metric channel") to a workbook or CSV; asks where for path "". */
export const exportScorecard = bound(ExportScorecard);
/** Writes numbers over time to a workbook or CSV; asks where for path "". */
export const exportCourse = bound(ExportCourse);
/** Writes the targets that are shown to a workbook or CSV; asks where for path "". */
export const exportTargets = bound(ExportTargets);
/** Writes all measurements of a filter to a workbook or CSV; asks where for path "". */
export const exportMeasurements = bound(ExportMeasurements);
/** Writes a grid as a workbook to fill in, in the client's language; asks where for path "". */
export const exportForm = bound(ExportForm);
/** Lists measurements with where they came from. */
export const listMeasurements = bound(Measurements);
/** Types numbers, all as one action. */
export const typeNumbers = bound(Type);
/** Takes a typed number away; what was imported counts again. */
export const clearNumber = bound(Clear);
/** Reads a grid of entry. */
export const readGrid = bound(Grid);
/** Types and clears numbers as one action; what could not be written comes back with its sentence. */
export const fillGrid = bound(Fill);
/** Lists the targets of a brand and where they stand. */
export const listTargets = bound(Targets);
/** Makes a target of a brand. */
export const addTarget = bound(AddTarget);
/** Changes a target with all its repetitions. */
export const updateTarget = bound(UpdateTarget);
/** Changes a target from the repetition of today on; those before stay as they were. */
export const updateTargetFromNow = bound(UpdateTargetFromNow);
/** Reads a repetition of a target by day; number counts from 1, 0 is the one of today. */
export const readOutlook = bound(OutlookOf);
/** Lists the campaigns of a brand that numbers are known of. */
export const listCampaigns = bound(Campaigns);
/** Lists what the numbers of a brand are broken down by. */
export const listDimensions = bound(Dimensions);
/** Reads the parts of a dimension by one metric. */
export const readParts = bound(Parts);
/** Writes the parts that are shown to a workbook or CSV; asks where for path "". */
export const exportParts = bound(ExportParts);
/** Reads the campaigns of a period; their targets are judged as of today. */
export const readCampaigns = bound(CampaignNumbers);
/** Writes lines of campaigns ("ads ID", "site ID") to a workbook or CSV; asks where for path "". */
export const exportCampaigns = bound(ExportCampaigns);
/** Reads what share each month of a year had of a metric; none where the year is not known whole. */
export const readShape = bound(Shape);
/** Takes a target away; undo brings it back. */
export const deleteTarget = bound(DeleteTarget);

/** Lists the metrics that the agency defined for a client. */
export const listOwnMetrics = bound(OwnMetrics);
/** Lists the series ("level.key") that a brand has numbers of. */
export const listWithNumbers = bound(WithNumbers);
/** Makes a metric of a client's own. */
export const addMetric = bound(AddMetric);
/** Changes a metric of a client's own. */
export const updateMetric = bound(UpdateMetric);
/** Takes a metric of a client's own away; undo brings it back. */
export const deleteMetric = bound(DeleteMetric);
/** Makes own metrics of one client in the file of another, by key; gives the keys that were made. */
export const copyMetrics = bound(CopyMetrics);
/** Reads a formula and works it out for a brand and a period; a fault says what is wrong with it. */
export const tryFormula = bound(TryFormula);
/** Lists the conversion goals of a brand. */
export const listGoals = bound(Goals);
/** Lists the events that the web analytics of a brand tell of. */
export const listEvents = bound(Events);
/** Makes a conversion goal of a brand. */
export const addGoal = bound(AddGoal);
/** Changes a conversion goal. */
export const updateGoal = bound(UpdateGoal);
/** Takes a conversion goal away; undo brings it back. */
export const deleteGoal = bound(DeleteGoal);
/** Lists what an hour of work for a brand costs. */
export const listRates = bound(Rates);
/** Says what an hour costs from a day on. */
export const addRate = bound(AddRate);
/** Changes what an hour costs. */
export const updateRate = bound(UpdateRate);
/** Takes a rate away; undo brings it back. */
export const deleteRate = bound(DeleteRate);

const listMetrics = bound(Metrics);
const NONE: readonly Metric[] = [];

/** The catalogue of the client at work in a language, in its order; empty until it is read. */
export function useMetrics(language: Language): readonly Metric[] {
  const { client } = useClient();
  const { data } = useQuery({
    queryKey: kpiKeys.metrics(client, language),
    queryFn: () => listMetrics(client, language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? NONE;
}

/** The words of each metric by its key, whatever the level; empty until they are read. */
export function useMetricNames(language: Language): ReadonlyMap<string, Metric> {
  const all = useMetrics(language);
  return useMemo(() => new Map(all.map((metric) => [metric.key, metric])), [all]);
}
