import { Import, Ledger, Pick, PickForm, Preview, ReadForm, TakeForm, Undo } from "@wails/go/app/Intake";
import type { format, intake } from "@wails/go/models";
import { bound } from "./call";

/** A file to take in, and the id of the channel chosen for it ("": the app finds it). */
export type FileRequest = intake.Request;
/** What a file changes, or would change; error is a sentence. */
export type Outcome = intake.Outcome;
/** An import in the ledger. */
export type Entry = intake.Entry;
/** A column of a file and what it feeds: a metric, a field of the post, or nothing. */
export type Source = format.Source;
/** A row that is not imported, and why. */
export type Skipped = intake.Skipped;
/** What a template that was filled in would change, and what in it is not read. */
export type Form = intake.Form;

/** Keys of what is read of a client's imports. */
export const intakeKeys = { ledger: (client: string) => ["intake", client, "ledger"] as const };

/** Asks for files in the system's dialog; none when the person gave up. */
export const pickFiles = bound(Pick);
/** Tells what importing files would change; writes nothing. Progress comes under the job's name. */
export const previewFiles = bound(Preview);
/** Imports files, each as one action. What is wrong with one stands in its outcome. */
export const importFiles = bound(Import);
/** The imports of a client, newest first. */
export const listImports = bound(Ledger);
/** Takes an import back whole; refused with a sentence when something stands on it. */
export const undoImport = bound(Undo);
/** Asks for a template that was filled in; "" when the person gave up. */
export const pickForm = bound(PickForm);
/** Tells what a template that was filled in would change; writes nothing. */
export const readForm = bound(ReadForm);
/** Types what a template adds and changes, as one action; refused when the file changed since it was looked at. */
export const takeForm = bound(TakeForm);
