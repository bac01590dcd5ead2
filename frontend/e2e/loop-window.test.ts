import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { instagramExport } from "./export-files";
import { saveInDialog } from "./file-dialog";
import { test } from "./test";
import { until } from "./until";

interface Numbers {
  rows: { channel: string | null; metric: string; value: number | null }[];
}

// It waits for many pictures to stand still, on a busy machine for long.
const PATIENCE_MS = 300_000;

test("the whole loop goes by keyboard in the real window", { timeout: PATIENCE_MS }, async ({ window }) => {
  const { data } = window;
  const folder = await mkdtemp(join(tmpdir(), "brandloop-loop-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));

  // A client, its brand and two channels: the cursor is where the next line goes.
  await window.untilStill();
  await window.type("Alba");
  await window.key("Return");
  await window.untilTitle(/^Brand settings · Alba/);
  await window.untilStill();
  await window.type("instagram @aurora.coffee");
  await window.key("Return");
  const channels = () => data.json<{ platform: string }[]>("channel", "list", "--client", "alba");
  await until("The first channel is on disk", async () => (await channels()).length === 1);
  await window.untilStill();
  await window.type("fb Alba Cafes");
  await window.key("Return");
  await until("The second channel is on disk", async () => (await channels()).length === 2);
  expect((await channels()).map(({ platform }) => platform)).toEqual(["instagram", "facebook"]);

  /** Goes to a page by the palette, which works from within a field too. */
  async function goTo(page: string, title: RegExp): Promise<void> {
    await window.key("ctrl+k");
    await window.untilStill();
    await window.type(page);
    await window.untilStill();
    await window.key("Return");
    await window.untilTitle(title);
    await window.untilStill();
  }

  // An export of this month.
  const [year, month] = [new Date().getFullYear(), String(new Date().getMonth() + 1).padStart(2, "0")];
  const path = join(folder, "posts.csv");
  await writeFile(
    path,
    instagramExport([
      { id: "18000000000000001", published: `${month}/01/${year} 01:30`, text: "New roast", views: 900, likes: 41 },
      { id: "18000000000000002", published: `${month}/01/${year} 02:30`, text: "Open late", views: 350, likes: 9 },
    ]),
  );
  await goTo("Imports", /^Imports · Alba/);
  await window.key("slash");
  await window.type(path);
  await window.key("Return");
  await window.untilStill();
  await window.key("ctrl+Return");
  const posts = () => data.json<{ metrics: Record<string, number> }[]>("post", "list", "--client", "alba");
  await until("The posts are on disk", async () => (await posts()).length === 2);
  await window.untilStill();
  await window.keep("loop-imported");

  // What was done today.
  await goTo("Community", /^Community · Alba/);
  await window.key("n");
  await window.type("ig reply 12 + #hours thanks for asking");
  await window.key("Return");
  const log = () =>
    data.json<{ total: number; rows: { quantity: number; kind: string; topics: string[] }[] }>(
      "log",
      "list",
      "--client",
      "alba",
    );
  await until("The entry is on disk", async () => (await log()).total === 1);
  expect((await log()).rows[0]).toMatchObject({
    quantity: 12,
    kind: "reply",
    topics: ["hours"],
    sentiment: "positive",
  });

  // A target for the followers of the brand, and where it stands.
  await goTo("KPIs", /^KPIs · Alba/);
  await window.key("t");
  await window.untilStill();
  await window.key("a");
  await window.untilStill();
  await window.key("Tab", "Tab", "Tab");
  await window.type("4321");
  await window.key("Return");
  await window.untilStill();
  await goTo("KPIs", /^KPIs · Alba/);
  await window.keep("loop-scorecard");

  // The month's workbook, for the meeting.
  const workbook = join(folder, "alba.xlsx");
  await goTo("Reports", /^Reports · Alba/);
  await window.key("ctrl+s");
  await saveInDialog(window, "Save the workbook", workbook);
  const bytes = await until("The workbook is there", () => readFile(workbook).catch(() => null));
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  await window.untilStill();
  await window.keep("loop-reported");

  // What the command line says of the same folder.
  const numbers = await data.json<Numbers>(
    ...["kpi", "--client", "alba", "--from", `${year}-${month}-01`, "--to", `${year}-${month}-28`],
    ...["--metric", "post.views", "--metric", "log.activities"],
  );
  const value = (metric: string) => numbers.rows.find((row) => row.metric === metric && row.channel === null)?.value;
  expect(value("views")).toBe(1250);
  expect(value("activities")).toBe(12);
  const actions = await data.json<{ files: { ok: boolean }[] }>("check");
  expect(actions.files.every(({ ok }) => ok)).toBe(true);
});
