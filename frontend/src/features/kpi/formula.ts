import type { Metric } from "@/bridge/kpi";
import { fold, matches } from "@/lib/match";

/** The functions that a formula may call, with how each is written. */
const FUNCTIONS = ["min", "max", "round", "abs", "money"] as const;

/** Something that can be put into a formula. */
export type Offer = {
  /** What is written; a function ends in its opening parenthesis. */
  text: string;
  /** What it is called; of a function the key of its sentence follows its name. */
  name: string;
  isFunction: boolean;
};

/** The name that is being written: where it begins and what stands there up to the caret. */
export function wordBefore(text: string, caret: number): { from: number; word: string } {
  const word = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(text.slice(0, caret))?.[0] ?? "";
  return { from: caret - word.length, word };
}

/** The text with the name that is being written completed, and where the caret stands then. */
export function complete(text: string, caret: number, offer: Offer): { text: string; caret: number } {
  const { from } = wordBefore(text, caret);
  const rest = /^[\p{L}\p{N}_.]*/u.exec(text.slice(caret))?.[0] ?? "";
  return {
    text: text.slice(0, from) + offer.text + text.slice(caret + rest.length),
    caret: from + offer.text.length,
  };
}

const LEVELS = ["channel", "log", "post"];

/** How a formula names a metric: by its key alone where that means this series, else with its level. */
export function keyIn(metric: Metric, metrics: readonly Metric[]): string {
  const meant = LEVELS.map((level) => metrics.find((one) => one.key === metric.key && one.level === level)).find(
    Boolean,
  );
  return meant?.level === metric.level ? metric.key : `${metric.level}.${metric.key}`;
}

/** Whether a metric of posts is known of each, but of no period. */
const ofOnePost = ({ level, kind, formula }: Metric) =>
  level === "post" && (kind === "unique" || (formula?.under ?? []).some(({ metric }) => metric === "reach"));

/** What a word could become, the likeliest first; nothing where it is whole. `self` is the key of the metric itself. */
export function offers(word: string, metrics: readonly Metric[], self: string, most = 8): Offer[] {
  if (word === "") return [];
  const all: Offer[] = metrics
    .filter((metric) => !ofOnePost(metric) && !(metric.level === "channel" && metric.key === self))
    .map((metric) => ({ text: keyIn(metric, metrics), name: metric.name, isFunction: false }));
  for (const name of FUNCTIONS) all.push({ text: `${name}(`, name, isFunction: true });
  if (all.some(({ text }) => text === word)) return [];
  const typed = fold(word);
  const rank = ({ text, name }: Offer) => {
    if (text.startsWith(typed)) return 0;
    if (fold(name).startsWith(typed)) return 1;
    return text.includes(typed) || matches(typed, name) ? 2 : 3;
  };
  return all
    .map((offer) => ({ offer, rank: rank(offer) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ offer }) => offer);
}
