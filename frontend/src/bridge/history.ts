import { useQuery } from "@tanstack/react-query";
import { List, Record, UndoOne } from "@wails/go/app/History";
import type { store } from "@wails/go/models";
import { useMemo } from "react";
import { bound } from "./call";

/** An action that was done or taken back, with its sentence. */
export type Done = store.Done;
/** One change of one record; before and after are the row as JSON, "" where there was none. */
export type Step = store.Step;

/** Keys of what is read of what was done. */
export const historyKeys = {
  list: (client: string) => ["history", client, "list"] as const,
  record: (client: string, table: string, id: string) => ["history", client, "record", table, id] as const,
};

/** What was done in a client's file ("": the agency's), newest first, before an action (0: from the newest), 100 at most. */
export const listHistory = bound(List);
/** Every change of one record of a table, newest first. */
export const recordHistory = bound(Record);
/** Takes back one action, if nothing stands on it. */
export const undoOne = bound(UndoOne);

/** One field of a record that a step changed; what is null was not there. */
export type FieldChange = { field: string; before: unknown; after: unknown };

// Columns that no person fills in.
const OWN = ["id", "created_at", "updated_at", "brand_id", "key", "ym", "import_id", "logo"];

/** Which fields a step changed, from its rows. Deleting shows as deleted_at. */
export function changesOf({ before, after }: Step): FieldChange[] {
  const read = (text: string): Record<string, unknown> => (text === "" ? {} : JSON.parse(text));
  const [old, now] = [read(before), read(after)];
  const blank = (value: unknown) => value === undefined || value === null || value === "" || value === "[]";
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => !OWN.includes(field) && old[field] !== now[field] && !(blank(old[field]) && blank(now[field])))
    .map((field) => ({ field, before: old[field] ?? null, after: now[field] ?? null }));
}

/** The history of one record as ui/record-history shows it; asked for once it is to be seen. */
export function useRecordHistory(client: string, table: string, id: string, enabled = true) {
  const query = useQuery({
    queryKey: historyKeys.record(client, table, id),
    queryFn: () => recordHistory(client, table, id),
    enabled: enabled && id !== "",
  });
  const steps = useMemo(
    () => (query.data ?? []).flatMap((step) => (step.done ? [{ ...step.done, changes: changesOf(step) }] : [])),
    [query.data],
  );
  return { ...query, steps };
}
