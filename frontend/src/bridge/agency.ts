import {
  AddClient,
  AddPerson,
  DeleteClient,
  DeletePerson,
  RestoreClient,
  Trash,
  UpdateClient,
  UpdatePerson,
} from "@wails/go/app/Agency";
import type { agency } from "@wails/go/models";
import { bound } from "./call";

/** One whom the agency works for. */
export type Client = agency.Client;
/** The fields of a client to change; the others stay. */
export type ClientPatch = agency.ClientPatch;
/** One stretch of office hours: day 1 is Monday, from and to are HH:MM. */
export type Span = agency.Span;
/** Somebody of the team. */
export type Person = agency.Person;
/** The fields of a person to change; the others stay. */
export type PersonPatch = agency.PersonPatch;

/** The roles of a person, as the backend names them. */
export const ROLES = ["smm", "cm", "account_lead"] as const;

/** Keys of what is read of the agency's own file. */
export const agencyKeys = { trash: () => ["agency", "", "trash"] as const };

/** Adds a client and its first brand, of the name given or else of the client's own. */
export const addClient = bound(AddClient);
/** Changes a client. */
export const updateClient = bound(UpdateClient);
/** Moves a client into the trash; typed must be its name. */
export const deleteClient = bound(DeleteClient);
/** The deleted clients, the last deleted first. */
export const listTrash = bound(Trash);
/** Takes a client out of the trash. */
export const restoreClient = bound(RestoreClient);
/** Adds a person; initials and colour are chosen when left out. */
export const addPerson = bound(AddPerson);
/** Changes a person. */
export const updatePerson = bound(UpdatePerson);
/** Takes a person off the team; what they did keeps their name. */
export const deletePerson = bound(DeletePerson);
