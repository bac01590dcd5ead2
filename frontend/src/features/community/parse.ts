import { KINDS, type Kind, type Sentiment } from "@/bridge/community";
import { addDays, isDay } from "@/lib/day";
import { fold } from "@/lib/match";
import { type Clock, localOf, pairOf, readClock } from "./moment";

/** A channel as far as a line names it. */
export type NamedChannel = { id: string; platform: string; handle: string };

/** What a line is read by. */
export type LineContext = { channels: readonly NamedChannel[]; now: number; timeZone: string | undefined };

/** What was understood of a line; what it does not say is null or empty. */
export type Line = {
  channel: string | null;
  /** A channel was named that fits several: their names. */
  which: string[];
  kind: Kind | null;
  quantity: number | null;
  sentiment: Sentiment | null;
  topics: string[];
  author: string;
  /** The day that was named. */
  day: string | null;
  received: string | null;
  answered: string | null;
  minutes: number | null;
  text: string;
};

const ABBREVIATIONS: Record<string, readonly string[]> = {
  instagram: ["ig", "insta"],
  facebook: ["fb", "face"],
  tiktok: ["tt", "tk"],
  linkedin: ["li", "in", "lk"],
  x: ["x", "tw", "twitter"],
  youtube: ["yt"],
  threads: ["th"],
  pinterest: ["pin"],
  bluesky: ["bs", "bsky"],
  reddit: ["rd"],
  whatsapp: ["wa", "wsp"],
  telegram: ["tg"],
  discord: ["dc"],
  twitch: ["tv"],
  google_business: ["gb", "gmb", "google"],
  newsletter: ["nl"],
  podcast: ["pod"],
  website: ["web"],
};

// In both languages, whichever the app speaks: agencies mix them.
const KIND_WORDS: Record<Kind, readonly string[]> = {
  reply: ["reply", "replies", "answer", "respuesta", "respuestas", "contestacion"],
  comment: ["comment", "comments", "comentario", "comentarios"],
  direct_message: ["dm", "dms", "md", "mds", "message", "messages", "mensaje", "mensajes", "inbox"],
  mention: ["mention", "mentions", "mencion", "menciones"],
  review: ["review", "reviews", "resena", "resenas"],
  moderation: ["moderation", "moderacion", "moderated"],
  outreach: ["outreach", "contacto", "contactos"],
  community_post: ["community", "comunidad", "post", "publicacion"],
  event: ["event", "events", "evento", "eventos"],
  content_found: ["found", "hallazgo", "encontrado"],
  user_content: ["ugc", "cgu"],
  other: ["other", "otro", "otros"],
};

const SENTIMENT_WORDS: Record<Sentiment, readonly string[]> = {
  positive: ["+", "positive", "positivo", "positiva", "pos"],
  neutral: ["0", "=", "neutral", "neutro", "neutra", "neu"],
  negative: ["-", "−", "negative", "negativo", "negativa", "neg"],
};

const SHORTEST_PREFIX = 3;
const MOST = 1_000_000;

/** The kind that a word stands for: exactly, or as the beginning of words of one kind only. */
export function kindOf(word: string): Kind | null {
  const typed = fold(word);
  const exact = KINDS.find((kind) => KIND_WORDS[kind].includes(typed));
  if (exact) return exact;
  if (typed.length < SHORTEST_PREFIX) return null;
  const begun = KINDS.filter((kind) => KIND_WORDS[kind].some((known) => known.startsWith(typed)));
  return begun.length === 1 ? (begun[0] ?? null) : null;
}

const bare = (text: string) => fold(text).replace(/^@/, "").replace(/\s+/g, "");

/** The channels that a word names: by handle, platform, its abbreviation, or platform:handle. */
export function channelsOf(word: string, channels: readonly NamedChannel[]): NamedChannel[] {
  const typed = fold(word);
  const handles = channels.filter(({ handle }) => bare(handle) === bare(word));
  if (handles.length > 0) return handles;
  if (typed.startsWith("@")) return [];
  const [platform = "", handle = ""] = typed.split(":");
  const speaks = (name: string) => name === platform || (ABBREVIATIONS[name]?.includes(platform) ?? false);
  return channels.filter(
    (channel) => speaks(channel.platform) && (handle === "" || bare(channel.handle).startsWith(bare(handle))),
  );
}

/**
 * Reads a line such as `ig reply 35 + #price 14:05>14:20 @maria 12m thanks for asking`. Words are taken in any order
 * until the first that is none of these: from there on all is text, as is everything after a quotation mark or a
 * colon that stands alone. A #topic counts within the text too.
 */
export function readLine(typed: string, { channels, now, timeZone }: LineContext): Line {
  const line: Line = {
    channel: null,
    which: [],
    kind: null,
    quantity: null,
    sentiment: null,
    topics: [],
    author: "",
    day: null,
    received: null,
    answered: null,
    minutes: null,
    text: "",
  };
  const clocks: { received: Clock | null; answered: Clock | null }[] = [];
  const today = localOf(now, timeZone).day;

  const take = (word: string): boolean => {
    const topic = /^#(\S+)$/u.exec(word)?.[1];
    if (topic) return addTopic(line, topic);
    if (line.channel === null && line.which.length === 0) {
      const named = channelsOf(word, channels);
      const [only] = named;
      if (only && named.length === 1) {
        line.channel = only.id;
        return true;
      }
      // A person may be called like nobody's channel; a platform with two accounts has to be told.
      if (named.length > 1) {
        line.which = named.map(({ platform, handle }) => `${platform}:${bare(handle)}`);
        return true;
      }
    }
    if (/^@\S+$/u.test(word)) {
      if (line.author) return false;
      line.author = word;
      return true;
    }
    for (const sentiment of ["positive", "neutral", "negative"] as const) {
      if (line.sentiment === null && SENTIMENT_WORDS[sentiment].includes(fold(word))) {
        line.sentiment = sentiment;
        return true;
      }
    }
    const quantity = /^x?(\d{1,7})x?$/.exec(word)?.[1];
    if (quantity && line.quantity === null && Number(quantity) >= 1 && Number(quantity) <= MOST) {
      line.quantity = Number(quantity);
      return true;
    }
    const minutes = /^(\d{1,5}(?:[.,]\d{1,2})?)(?:m|min)$/.exec(word)?.[1];
    if (minutes && line.minutes === null) {
      line.minutes = Number(minutes.replace(",", "."));
      return true;
    }
    if (clocks.length === 0) {
      const [from = "", to = ""] = word.split(">");
      const received = readClock(from);
      const answered = readClock(to);
      if (word.includes(">") ? (received || from === "") && (answered || (to === "" && received)) : received) {
        clocks.push({ received, answered });
        return true;
      }
    }
    if (line.day === null) {
      const day = ["today", "hoy"].includes(fold(word))
        ? today
        : ["yesterday", "ayer"].includes(fold(word))
          ? addDays(today, -1)
          : isDay(word)
            ? word
            : null;
      if (day) {
        line.day = day;
        return true;
      }
    }
    if (line.kind === null) {
      line.kind = kindOf(word);
      return line.kind !== null;
    }
    return false;
  };

  const words = /\S+/gu;
  for (let match = words.exec(typed); match; match = words.exec(typed)) {
    const word = match[0];
    if (word === '"' || word === ":") {
      line.text = typed.slice(words.lastIndex).trim();
      break;
    }
    if (!take(word)) {
      line.text = typed.slice(match.index).trim();
      break;
    }
  }
  for (const [, topic = ""] of line.text.matchAll(/(?:^|\s)#([\p{L}\p{N}_-]+)/gu)) addTopic(line, topic);
  for (const { received, answered } of clocks) {
    Object.assign(line, pairOf(received, answered, line.day, now, timeZone));
  }
  return line;
}

function addTopic(line: Line, topic: string): boolean {
  const name = topic.toLowerCase().replace(/^#+/, "");
  if (name && !line.topics.includes(name)) line.topics.push(name);
  return true;
}
