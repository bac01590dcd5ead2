import { named } from "./call";

// What the frame asks of the backend, whatever page is shown.

/** A brand as the switcher shows it. */
export type BrandEntry = { id: string; name: string; colour: string };

/** A client as the switcher shows it. */
export type ClientEntry = { id: string; slug: string; name: string; brands: BrandEntry[] };

/** Somebody of the team. */
export type PersonEntry = { id: string; name: string; initials: string; colour: string };

/** How the app is set up on this machine. */
export type Preferences = {
  /** "en", "es" or "" for the system's. */
  language: string;
  theme: "auto" | "light" | "dark";
  /** Id of the person at work, or "". */
  person: string;
  /** The path where everything is kept. */
  data_folder: string;
};

/** What undo or redo did, in words; done is false when there was nothing left to do. */
export type Undone = { done: boolean; label: string };

/** The clients that are not archived, by name, with their brands. */
export const listClientEntries = named<[], ClientEntry[]>("Shell", "Clients");

/** The team, by name. */
export const listPeople = named<[], PersonEntry[]>("Shell", "People");

/** How the app is set up. */
export const readPreferences = named<[], Preferences>("Shell", "Preferences");

/** Keeps the set-up; data_folder is not changed by it. Returns what is kept. */
export const savePreferences = named<[Preferences], Preferences>("Shell", "SavePreferences");

/** Opens the data folder in the system's file manager. */
export const openDataFolder = named<[], void>("Shell", "OpenDataFolder");

/** Takes back the newest action in a client's file. */
export const undo = named<[clientID: string], Undone>("Shell", "Undo");

/** Does again what undo took back. */
export const redo = named<[clientID: string], Undone>("Shell", "Redo");

/** The event after which everything on screen may be out of date; its data names the rooms that changed. */
export const CHANGED = "changed";
