import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { outFolder } from "./paths";

/** A post as a row of a small, made-up export. */
export interface ExportedPost {
  id: string;
  /** "MM/DD/YYYY HH:MM", as Meta writes it. */
  published: string;
  text: string;
  type?: string;
  account?: { id: string; handle: string; name: string };
  /** Empty cells for what is left out. */
  views?: number;
  reach?: number;
  likes?: number;
  comments?: number;
  shares?: number;
  saves?: number;
}

const aurora = { id: "17840000000000111", handle: "aurora.coffee", name: "Aurora Coffee" };

const header =
  '"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,' +
  '"Post type","Data comment",Date,Views,Reach,Likes,Shares,Follows,Comments,Saves';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** A content export of Instagram in English, as Meta Business Suite writes it. */
export function instagramExport(posts: readonly ExportedPost[]): string {
  const rows = posts.map(({ account = aurora, ...post }) =>
    [
      post.id,
      account.id,
      account.handle,
      quoted(account.name),
      quoted(post.text),
      0,
      quoted(post.published),
      `https://www.instagram.com/p/${post.id}/`,
      quoted(post.type ?? "IG image"),
      "",
      "Lifetime",
      post.views ?? "",
      post.reach ?? "",
      post.likes ?? "",
      post.shares ?? "",
      "",
      post.comments ?? "",
      post.saves ?? "",
    ].join(","),
  );
  return `\ufeff${[header, ...rows].join("\n")}\n`;
}

/** So many posts of March 2026, one after another. */
export function manyPosts(count: number): ExportedPost[] {
  return Array.from({ length: count }, (_, at) => ({
    id: String(18_000_000_000_000_000n + BigInt(at)),
    published: `03/${String((at % 31) + 1).padStart(2, "0")}/2026 ${String(at % 24).padStart(2, "0")}:15`,
    text: `Cup number ${at + 1}\n#coffee`,
    type: ["IG image", "IG reel", "IG carousel"][at % 3] ?? "IG image",
    views: 100 + at * 7,
    reach: 80 + at * 5,
    likes: at % 50,
    comments: at % 7,
    shares: at % 5,
    saves: at % 3,
  }));
}

/** A results export with one chart, in UTF-16 as Meta Business Suite writes it; days as [YYYY-MM-DD, value]. */
export function resultsExport(title: string, days: readonly (readonly [string, number])[]): Buffer {
  const rows = days.map(([day, value]) => `"${day}T00:00:00","${value}"`);
  return Buffer.from(`\ufeffsep=,\n"${title}"\n"Date","Primary"\n${rows.join("\n")}\n`, "utf16le");
}

/** Makes a new folder under `out/` for the files of one test. */
export function fileFolder(): Promise<string> {
  return mkdtemp(join(outFolder("e2e"), "files-"));
}

/** Writes a file into a folder of its own and returns its path. */
export async function exportFile(name: string, content: string | Buffer): Promise<string> {
  const path = join(await fileFolder(), name);
  await writeFile(path, content);
  return path;
}
