import {
  Expand,
  Import,
  Ledger,
  Look,
  Pick,
  PickFolder,
  PickForm,
  Places,
  Preview,
  ReadForm,
  RememberMapping,
  SaveOriginal,
  TakeForm,
  Try,
  Undo,
} from "@wails/go/app/Intake";
import type { format, intake } from "@wails/go/models";
import { bound } from "./call";

/** A file to take in, and what was answered of it: client, channel, year, mapping; what is missing the app finds. */
export type FileRequest = Omit<intake.Request, "convertValues">;
/** What a file changes, or would change; error is a sentence. */
export type Outcome = intake.Outcome;
/** An import in the ledger. */
export type Entry = intake.Entry;
/** A column of a file and what it feeds: a metric, a field of the post, or nothing. */
export type Source = format.Source;
/** A row that is not imported, and why. */
export type Skipped = intake.Skipped;
/** A channel of some client, where a file may go. */
export type Place = intake.Place;
/** The beginning of a table, and how it may be read. */
export type Sheet = intake.Sheet;
/** How a table of no known format is read. */
export type Mapping = Omit<format.Mapping, "convertValues">;
/** How a mapping reads the first rows of a file. */
export type Trying = intake.Trying;
/** What a template that was filled in would change, and what in it is not read. */
export type Form = intake.Form;

/** Keys of what is read of a client's imports. */
export const intakeKeys = {
  ledger: (client: string) => ["intake", client, "ledger"] as const,
  places: () => ["intake", "none", "places"] as const,
  sheets: (path: string) => ["intake", "none", "sheets", path] as const,
  trial: (path: string, mapping: Mapping) => ["intake", "none", "trial", path, mapping] as const,
};

/** Asks for files in the system's dialog; none when the person gave up. */
export const pickFiles = bound(Pick);
/** Asks for a folder in the system's dialog; "" when the person gave up. */
export const pickFolder = bound(PickFolder);
/** The files that paths stand for: those in folders, and in archives of many exports. */
export const expandPaths = bound(Expand);
/** Tells what importing files would change; writes nothing. Progress comes under the job's name. */
export const previewFiles = bound(
  Preview as (client: string, brandId: string, job: string, files: FileRequest[]) => Promise<Outcome[]>,
);
/** Imports files, each as one action. What is wrong with one stands in its outcome. */
export const importFiles = bound(
  Import as (client: string, brandId: string, job: string, files: FileRequest[]) => Promise<Outcome[]>,
);
/** The channels of all clients, by client. */
export const listPlaces = bound(Places);
/** The tables of a file of no known format, as they stand. */
export const lookInto = bound(Look);
/** Reads the first rows of a file as a mapping says. */
export const tryMapping = bound(Try as (path: string, mapping: Mapping) => Promise<Trying>);
/** Keeps how files of the shape of this one are read. */
export const rememberMapping = bound(RememberMapping as (path: string, mapping: Mapping) => Promise<void>);
/** The imports of a client, newest first. */
export const listImports = bound(Ledger);
/** Takes an import back whole; refused with a sentence when something stands on it. */
export const undoImport = bound(Undo);

/** Saves the file of an import as it came in; resolves with its path, "" when the person gave up. */
export const saveOriginal = bound(SaveOriginal);
/** Asks for a template that was filled in; "" when the person gave up. */
export const pickForm = bound(PickForm);
/** Tells what a template that was filled in would change; writes nothing. */
export const readForm = bound(ReadForm);
/** Types what a template adds and changes, as one action; refused when the file changed since it was looked at. */
export const takeForm = bound(TakeForm);
