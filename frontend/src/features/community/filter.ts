import type { ActivityPatch, Chosen, LogFilter } from "@/bridge/community";
import type { Range } from "@/lib/period";
import type { Selection } from "@/lib/selection";

/** What a person chose of a brand's log; none means all. */
export type Choice = {
  channels: readonly string[];
  kinds: readonly string[];
  sentiments: readonly string[];
  topics: readonly string[];
  people: readonly string[];
  search: string;
};

/** Everything. */
export const EVERY_ENTRY: Choice = { channels: [], kinds: [], sentiments: [], topics: [], people: [], search: "" };

/** Whether something is left out. */
export const isFiltered = (choice: Choice): boolean =>
  choice.search !== "" ||
  [choice.channels, choice.kinds, choice.sentiments, choice.topics, choice.people].some((list) => list.length > 0);

/** The choice as the backend takes it. */
export function filterOf(brandId: string, { from, to }: Range, choice: Choice): LogFilter {
  return {
    brand_id: brandId,
    channel_ids: [...choice.channels],
    kinds: [...choice.kinds],
    sentiments: [...choice.sentiments],
    topics: [...choice.topics],
    person_ids: [...choice.people],
    from,
    to,
    search: choice.search,
  };
}

/** Rows chosen in the list as the backend takes them. */
export function chosenOf(selection: Selection, filter: LogFilter): Chosen {
  return selection.all
    ? { ids: [], all: true, filter, except: [...selection.except] }
    : { ids: [...selection.ids], all: false, filter, except: [] };
}

/** Topics as a person types them in a cell: with commas, or each behind a #. */
export function readTopics(text: string): string[] {
  return text
    .split(/[,#;\n]/)
    .map((topic) => topic.trim())
    .filter((topic) => topic !== "");
}

/** Minutes as a person types them; "" empties them, and null is no number. */
export function readMinutes(text: string): ActivityPatch | null {
  const typed = text.trim().replace(",", ".");
  if (typed === "") return { clear: ["minutes"] };
  const minutes = Number(typed);
  return Number.isFinite(minutes) ? { minutes } : null;
}

const OPENS = "\u0002";
const CLOSES = "\u0003";

/** A snippet's parts: what was found stands between U+0002 and U+0003. */
export function snippetParts(snippet: string): { text: string; found: boolean }[] {
  const [before = "", ...finds] = snippet.split(OPENS);
  return [
    { text: before, found: false },
    ...finds.flatMap((piece) => {
      const [find = "", rest = ""] = piece.split(CLOSES);
      return [
        { text: find, found: true },
        { text: rest, found: false },
      ];
    }),
  ].filter(({ text }) => text !== "");
}

/** Whether the words of a snippet are those of a text. */
export function isOf(snippet: string, text: string): boolean {
  const words = snippetParts(snippet).map(({ text: part }) => part);
  return snippet !== "" && text.includes(words.join("").replace(/^…|…$/g, ""));
}
