import { AddClient } from "@wails/go/app/Agency";
import { Brands } from "@wails/go/app/Brand";
import { Next, Redo, Undo } from "@wails/go/app/History";
import { SetTitle, Speak, Start, UpdateSettings } from "@wails/go/app/Window";
import type { agency, app, brand, store } from "@wails/go/models";
import { bound } from "./call";

// What the frame asks of the backend, whatever page is shown. A client is named by its id.

export type Client = agency.Client;
export type ClientPatch = agency.ClientPatch;
export type Person = agency.Person;
export type Settings = agency.Settings;
export type SettingsPatch = agency.SettingsPatch;
export type Brand = brand.Brand;
/** What the first screen needs. */
export type Started = app.Start;
/** What undo and redo would do. */
export type NextSteps = app.Next;
/** An action that was done or taken back, with its sentence. */
export type Done = store.Done;

/** Opens the data folder and reads what the first screen shows. */
export const start = bound(Start);

/** Keeps the settings that the patch names; the backend's sentences come in the language that it says from then on. */
export const updateSettings = bound(UpdateSettings);

/** Sets the language of the backend's sentences where the settings leave it to the system. */
export const speak = bound(Speak);

/** Names the window after what it shows. */
export const setTitle = bound(SetTitle);

/** The brands of a client. */
export const listBrands = bound(Brands);

/** What undo and redo would do to a client's file and the agency's. */
export const nextSteps = bound(Next);

/** Takes back the newest action and tells which it was; a refusal when there is none or a later change stands on it. */
export const undo = bound(Undo);

/** Brings back what was undone last and tells what it was. */
export const redo = bound(Redo);

/** Adds a client and its first brand, of the name given or else of the client's own. */
export const addClient = bound(AddClient);

/** The event after which what is shown of a client may be old; its data is the client's id, "" for the agency. */
export const CHANGED = "changed";
