import {
  Beside as BesideOf,
  Delete,
  DeleteFound,
  Export,
  ExportGroups,
  ExportTimings,
  Groups,
  Posts,
  Tag,
  TagFound,
  Timings,
  Update,
  Whole as WholeOf,
  Words as WordsOf,
} from "@wails/go/app/Content";
import type { content } from "@wails/go/models";
import { bound } from "./call";

/** One published post with its numbers to date. */
export type Post = content.Post;
/** Which posts, and in which order; what is empty does not limit. */
export type PostFilter = content.Filter;
/** The words of a post to change; the others stay. */
export type PostPatch = content.Patch;

/** How a post did beside those published next to it. */
export type Beside = content.Beside;
/** The tags and pillars of a brand. */
export type Words = content.Words;
/** Tags to put on and take off, and a pillar; what is absent stays. */
export type Tagging = content.Tagging;
/** How posts did by weekday and hour of the client's clock. */
export type Timing = content.Timing;
/** How the posts of one hour of the week did. */
export type Hour = content.Hour;
/** Which posts to add up, by what, and what they are held against. */
export type GroupQuery = content.GroupQuery;
/** Posts added up by group. */
export type Grouping = content.Grouping;
/** How the posts that share a word did. */
export type PostGroup = content.Group;
/** What posts come to together. */
export type Tally = content.Tally;

/** The kinds of posts, as the backend names them. */
export const POST_TYPES = ["image", "carousel", "reel", "video", "story", "link", "text", "other"] as const;

/** Keys of what is read of a client's posts. */
export const contentKeys = {
  posts: (client: string, filter: PostFilter, block: number) => ["content", client, "posts", filter, block] as const,
  beside: (client: string, metric: string, ids: readonly string[]) =>
    ["content", client, "beside", metric, ids] as const,
  words: (client: string, brandId: string) => ["content", client, "words", brandId] as const,
  timing: (client: string, filter: PostFilter, metric: string) =>
    ["content", client, "timing", filter, metric] as const,
  groups: (client: string, query: GroupQuery) => ["content", client, "groups", query] as const,
  newest: (client: string, brandId: string) => ["content", client, "newest", brandId] as const,
};

/** Reads so many posts of a filter after the first offset. */
export const listPosts = bound(Posts);
/** Tells of all posts of a filter together: how many there are, and which numbers they have. */
export const wholeOfPosts = bound(WholeOf);
/** Changes the words of a post. */
export const updatePost = bound(Update);
/** Takes posts away; undo brings them back. */
export const deletePosts = bound(Delete);
/** Takes away all posts of a filter but the excepted ones. */
export const deleteFoundPosts = bound(DeleteFound);
/** Writes all posts of a filter to a workbook or CSV; asks where for path "", and resolves with "" when that was given up. */
export const exportPosts = bound(Export);
/** Tells how posts did by weekday and hour. */
export const readTiming = bound(Timings);
/** Writes that to a workbook or CSV, as exportPosts does. */
export const exportTiming = bound(ExportTimings);
/** Adds up posts by tag, pillar, type or channel. */
export const groupPosts = bound(Groups);
/** Writes the groups of those names in their order to a workbook or CSV, as exportPosts does. */
export const exportGroups = bound(ExportGroups);
/** Compares posts by a metric with those published next to them. */
export const besidePosts = bound(BesideOf);
/** Puts words on posts, takes words off them, or gives them a pillar. */
export const tagPosts = bound(Tag);
/** Does so to all posts of a filter but the excepted ones. */
export const tagFoundPosts = bound(TagFound);
/** Lists the tags and pillars of a brand. */
export const listWords = bound(WordsOf);
