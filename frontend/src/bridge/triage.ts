import { Decide, Export, List } from "@wails/go/app/Triage";
import type { triage } from "@wails/go/models";
import { bound } from "./call";

/** A threat or an opportunity with what was decided of it. */
export type Item = triage.Item;
/** Names an item. */
export type Ref = triage.Ref;

/** The states of items; open is not decided. */
export const STATES = ["open", "watch", "act", "dismissed"] as const;
/** A state of an item. */
export type State = (typeof STATES)[number];

/** Keys of what is read of threats and opportunities; numbers, the log and observations change them. */
export const triageKeys = {
  list: (client: string, brand: string, from: string, to: string) =>
    ["triage", client, "list", brand, from, to] as const,
};

/** The threats and opportunities of a brand in a period; those not decided first. */
export const listItems = bound(List);
/** Puts items into a state for a reason, as one action. */
export const decideItems = bound(Decide);
/** Writes the items that are shown ("origin id span") to a workbook or CSV; asks where for path "". */
export const exportItems = bound(Export);
