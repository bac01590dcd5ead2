import { useQuery } from "@tanstack/react-query";
import {
  Add,
  AddMany,
  Count,
  DeleteMany,
  Export,
  Find,
  IDs,
  Measure,
  Page,
  ReadPaste,
  RenameTopic,
  Statistics,
  Topics,
  Update,
  UpdateMany,
} from "@wails/go/app/Community";
import type { community } from "@wails/go/models";
import { bound } from "./call";

/** One entry of the log. */
export type Activity = community.Activity;
/** What is said of a new entry. */
export type Entry = community.Entry;
/** The fields of an entry to change; the others stay, and clear names those to empty. */
export type ActivityPatch = community.Patch;
/** Which entries; what is empty does not limit. */
export type LogFilter = community.Filter;
/** Where in the list of a filter which entries stand. */
export type LogRuler = community.Ruler;
/** Entries picked in a list. */
export type Chosen = community.Chosen;
/** What was understood of pasted rows. */
export type Pasted = community.Pasted;
/** What is chosen for pasted rows that do not say it. */
export type PasteOptions = community.PasteOptions;
/** What a span of the log adds up to. */
export type LogStatistics = community.Statistics;
/** How fast first answers were. */
export type ResponseTime = community.Response;
/** How often a topic was noted. */
export type TopicCount = community.TopicCount;

/** What an activity can be, in the order in which it is offered. */
export const KINDS = [
  "reply",
  "comment",
  "direct_message",
  "mention",
  "review",
  "moderation",
  "outreach",
  "community_post",
  "event",
  "content_found",
  "user_content",
  "other",
] as const;
/** What a person can sound like. */
export const SENTIMENTS = ["negative", "neutral", "positive"] as const;
/** How an activity can end. */
export const OUTCOMES = [
  "resolved",
  "forwarded",
  "escalated",
  "hidden",
  "removed",
  "blocked",
  "spam",
  "no_reply_needed",
] as const;

export type Kind = (typeof KINDS)[number];
export type Sentiment = (typeof SENTIMENTS)[number];

/** Keys of what is read of a client's log. */
export const communityKeys = {
  pages: (client: string) => ["community", client, "page"] as const,
  page: (client: string, filter: LogFilter, block: number) => ["community", client, "page", filter, block] as const,
  ruler: (client: string, filter: LogFilter, reach: number) => ["community", client, "ruler", filter, reach] as const,
  newest: (client: string, brandId: string) => ["community", client, "newest", brandId] as const,
  one: (client: string, id: string) => ["community", client, "one", id] as const,
  statistics: (client: string, brandId: string, from: string, to: string) =>
    ["community", client, "statistics", brandId, from, to] as const,
  topics: (client: string, brandId: string) => ["community", client, "topics", brandId] as const,
};

/** Reads so many entries of a filter after a cursor: a ruler's mark, "" for the first; "+40" behind it passes over 40. */
export const readPage = bound(Page);
/** Tells where in the list of a filter which entries stand; in that of a search at least as far as reach. */
export const measureLog = bound(Measure);
/** Reads the ids of so many entries of a filter after a cursor; refused beyond what can be changed at once. */
export const listIds = bound(IDs);
/** Tells how many entries a filter finds. */
export const countLog = bound(Count);
/** Reads one entry. */
export const findActivity = bound(Find);
/** Logs one entry. */
export const addActivity = bound(Add);
/** Logs entries as one action and tells how many. */
export const addActivities = bound(AddMany);
/** Changes one entry. */
export const updateActivity = bound(Update);
/** Changes the chosen entries as one action and tells how many; the job's name serves cancelJob. */
export const updateActivities = bound(UpdateMany);
/** Deletes the chosen entries as one action and tells how many. */
export const deleteActivities = bound(DeleteMany);
/** Writes the entries of a filter to a workbook or CSV; asks where for path "", and resolves with "" when that was given up. */
export const exportLog = bound(Export);
/** Gives every entry with one topic another instead and tells how many had it. */
export const renameTopic = bound(RenameTopic);
/** Understands pasted rows; nothing is written. */
export const readPaste = bound(ReadPaste);

const readStatistics = bound(Statistics);
const listTopics = bound(Topics);

/** What the log of a brand adds up to between two days. */
export function useLogStatistics(client: string, brandId: string, from: string, to: string, enabled: boolean) {
  return useQuery({
    queryKey: communityKeys.statistics(client, brandId, from, to),
    queryFn: () => readStatistics(client, brandId, from, to),
    enabled,
  });
}

/** The topics of a brand, the most used first. */
export function useTopics(client: string, brandId: string) {
  return useQuery({
    queryKey: communityKeys.topics(client, brandId),
    queryFn: () => listTopics(client, brandId),
    enabled: brandId !== "",
  });
}
