import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AppOptions, DataFolder } from "./app";
import { fileFolder, instagramExport } from "./export-files";

/** Two posts of March 2026. */
export const march = [
  {
    id: "17900000000000001",
    published: "03/05/2026 08:24",
    text: "Morning",
    views: 1000,
    reach: 700,
    likes: 40,
    comments: 2,
  },
  {
    id: "17900000000000002",
    published: "03/09/2026 19:00",
    text: "Evening",
    views: 500,
    reach: 300,
    likes: 10,
    comments: 0,
  },
];

/** A client with an Instagram and a Facebook channel. */
export const aurora: AppOptions = {
  prepare: async (data: DataFolder) => {
    await data.cli("client", "add", "Aurora Coffee");
    await data.cli(
      "channel",
      "add",
      "--client",
      "Aurora Coffee",
      "--platform",
      "instagram",
      "--handle",
      "@aurora.coffee",
    );
    await data.cli(
      "channel",
      "add",
      "--client",
      "Aurora Coffee",
      "--platform",
      "facebook",
      "--handle",
      "Aurora Coffee",
    );
  },
};

/** That client, and one with two Instagram channels and TikTok. */
export const two: AppOptions = {
  prepare: async (data: DataFolder) => {
    await aurora.prepare?.(data);
    await data.cli("client", "add", "Boreal Tea");
    for (const handle of ["@boreal.tea", "@boreal.shop"])
      await data.cli("channel", "add", "--client", "Boreal Tea", "--platform", "instagram", "--handle", handle);
    await data.cli("channel", "add", "--client", "Boreal Tea", "--platform", "tiktok", "--handle", "@boreal.tea");
  },
};

const boreal = { id: "17840000000000777", handle: "boreal.tea", name: "Boreal Tea" };

/** An overview of TikTok Studio, which writes its days without a year. */
const tiktokOverview =
  "Date,Video Views,Profile Views,Likes,Comments,Shares\nFebruary 26,10,1,2,3,4\nFebruary 27,20,1,2,3,4\n";

/** A folder, with one in it, with so many files of either client, one that asks for its year, and one that is none. */
export async function folderOf(count: number): Promise<string> {
  const folder = await fileFolder();
  await mkdir(join(folder, "tea"));
  for (let at = 0; at < count; at++) {
    const month = String((at % 12) + 1).padStart(2, "0");
    const posts = march.map((post, n) => ({
      ...post,
      id: `1790000000${at}00${n}`,
      published: `${month}/05/2026 08:24`,
    }));
    await writeFile(join(folder, `aurora-${at}.csv`), instagramExport(posts));
    const tea = posts.map((post, n) => ({ ...post, id: `1791000000${at}00${n}`, account: boreal }));
    await writeFile(join(folder, "tea", `boreal-${at}.csv`), instagramExport(tea));
  }
  const overview = join(folder, "Overview.csv");
  await writeFile(overview, tiktokOverview);
  // The year that it is of is guessed by the day when it was saved.
  const saved = new Date("2026-03-01T10:00:00Z");
  await utimes(overview, saved, saved);
  await writeFile(join(folder, "stock.csv"), "Product,Price\nMug,9\n");
  await writeFile(join(folder, "notes.pdf"), "%PDF-1.4");
  return folder;
}
