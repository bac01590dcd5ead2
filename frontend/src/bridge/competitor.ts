import {
  Add,
  AddAccount,
  AddNote,
  Benchmark as BenchmarkOf,
  Compare,
  Delete,
  DeleteAccount,
  DeleteNote,
  ExportBenchmark,
  ExportComparison,
  ExportNotes,
  ExportSheet,
  Followers,
  List,
  Notes,
  ReadFile,
  Sheet,
  Type,
  Update,
  UpdateAccount,
  UpdateNote,
} from "@wails/go/app/Competitor";
import type { competitor, portfolio } from "@wails/go/models";
import { bound } from "./call";

/** Who a brand is compared with, and on which accounts. */
export type Competitor = competitor.Competitor;
/** A competitor's presence on a platform. */
export type Account = competitor.Account;
/** An account with its numbers of a day. */
export type Line = competitor.Line;
/** The own brand, a competitor or their average on one platform. */
export type Standing = competitor.Standing;
/** A number as it was noted, by whom or from which row of a file. */
export type Told = competitor.Told;
/** One number of a comparison with its rank. */
export type Figure = competitor.Figure;
/** A share of voice with its parts. */
export type Voice = competitor.Voice;
/** What was seen of a competitor, in words. */
export type Note = competitor.Note;
/** The fields of a note to change. */
export type NotePatch = competitor.NotePatch;
/** Which notes. */
export type NoteFilter = competitor.NoteFilter;
/** What came of a file of numbers; with problems nothing was written. */
export type Read = competitor.Read;
/** How the brand stands in its sector. */
export type BenchmarkQuery = portfolio.Query;

/** Keys of what is read of a brand's competitors. */
export const competitorKeys = {
  list: (client: string, brand: string) => ["competitor", client, "list", brand] as const,
  sheet: (client: string, brand: string, day: string) => ["competitor", client, "sheet", brand, day] as const,
  comparison: (client: string, brand: string, from: string, to: string) =>
    ["competitor", client, "comparison", brand, from, to] as const,
  followers: (client: string, brand: string, platform: string, to: string) =>
    ["competitor", client, "followers", brand, platform, to] as const,
  notes: (client: string, filter: NoteFilter) => ["competitor", client, "notes", filter] as const,
  /** Kept for the session: it reads every client's file. */
  benchmark: (query: BenchmarkQuery) => ["portfolio", "none", "benchmark", query] as const,
};

/** The competitors of a brand, by name. */
export const listCompetitors = bound(List);
/** Registers a competitor with its accounts. */
export const addCompetitor = bound(Add);
/** Changes a competitor. */
export const updateCompetitor = bound(Update);
/** Takes a competitor away; undo brings it back with its numbers. */
export const deleteCompetitor = bound(Delete);
/** Gives a competitor an account. */
export const addAccount = bound(AddAccount);
/** Changes an account. */
export const updateAccount = bound(UpdateAccount);
/** Takes an account away. */
export const deleteAccount = bound(DeleteAccount);
/** Every account with its numbers of a day. */
export const readSheet = bound(Sheet);
/** Writes numbers as one action; a null value takes one away. */
export const typeSeen = bound(Type);
/** A brand against its competitors in a period. */
export const compareBrand = bound(Compare);
/** Followers at the end of each of the twelve months up to a day. */
export const readFollowers = bound(Followers);
/** What was seen in words. */
export const listNotes = bound(Notes);
/** Writes down what was seen. */
export const addNote = bound(AddNote);
/** Changes a note. */
export const updateNote = bound(UpdateNote);
/** Takes a note away. */
export const deleteNote = bound(DeleteNote);
/** Reads a file of numbers; asks which for path "", and gives null when the person gave up. */
export const readNumbersFile = bound(ReadFile) as (client: string, brand: string, path: string) => Promise<Read | null>;
/** Writes the comparison to a workbook or CSV; asks where for path "". */
export const exportComparison = bound(ExportComparison);
/** Writes the notes of a filter. */
export const exportNotes = bound(ExportNotes);
/** Writes the accounts with their numbers of a day: the template that is read back. */
export const exportSheet = bound(ExportSheet);
/** How a brand stands among the agency's brands of its sector, which are never named. */
export const readBenchmark = bound(BenchmarkOf);
/** Compares anew and writes what the page shows of it, as a job of that name; asks where for path "". */
export const exportBenchmark = bound(ExportBenchmark);
