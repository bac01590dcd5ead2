import { readFile, writeFile } from "node:fs/promises";
import { pack, unpack } from "./zip";

/** Puts numbers and texts into cells of the first sheet of a workbook that has them, as a spreadsheet program would. */
export async function fillIn(path: string, cells: Record<string, number | string>): Promise<void> {
  const parts = unpack(await readFile(path));
  const sheets = parts.filter(({ name, text }) => /worksheets\/sheet\d+\.xml$/.test(name) && text.includes('r="D5"'));
  const [sheet] = sheets;
  if (!sheet) throw new Error(`${path} has no sheet with a cell D5`);
  for (const [cell, value] of Object.entries(cells)) {
    const found = new RegExp(`<c r="${cell}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`);
    if (!found.test(sheet.text)) throw new Error(`${path} has no cell ${cell}`);
    sheet.text = sheet.text.replace(found, (_, style: string = "") =>
      typeof value === "number"
        ? `<c r="${cell}"${style}><v>${value}</v></c>`
        : `<c r="${cell}"${style} t="inlineStr"><is><t>${value}</t></is></c>`,
    );
  }
  await writeFile(path, pack(parts));
}
