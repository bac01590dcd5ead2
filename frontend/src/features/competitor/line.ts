import { type ChannelLine, readChannelLine } from "@/lib/platform";

/** A competitor as somebody wrote it on one line; unread is the first account that names no platform, or "". */
export type CompetitorLine = { name: string; accounts: ChannelLine[]; unread: string };

/** Reads "Norte, instagram @norte, tiktok @norte": a name, and accounts after commas. names are the platforms with their words. */
export function readCompetitorLine(
  text: string,
  names: readonly (readonly [platform: string, name: string])[],
): CompetitorLine {
  const [name = "", ...rest] = text.split(",").map((part) => part.trim());
  const accounts: ChannelLine[] = [];
  let unread = "";
  for (const part of rest) {
    if (part === "") continue;
    const read = readChannelLine(part, names);
    if (read) accounts.push(read);
    else unread ||= part;
  }
  return { name, accounts, unread };
}
