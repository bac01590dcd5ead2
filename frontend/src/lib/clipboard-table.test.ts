import { expect, it } from "vitest";
import { readTable, writeTable } from "./clipboard-table";

it("reads what Excel, LibreOffice and Google Sheets copy", () => {
  expect(readTable("1\t2\r\n3\t4\r\n")).toEqual([
    ["1", "2"],
    ["3", "4"],
  ]);
  expect(readTable("1\t2\n3\t4")).toEqual([
    ["1", "2"],
    ["3", "4"],
  ]);
  expect(readTable("7")).toEqual([["7"]]);
});
it("keeps blank cells and lines in their place", () => {
  expect(readTable("\t1\n\n2\t\n")).toEqual([["", "1"], [""], ["2", ""]]);
});
it("reads quoted cells with line ends", () =>
  expect(readTable('"a\nb"\t"say ""x"""\n')).toEqual([["a\nb", 'say "x"']]));
it("reads back what it writes", () => {
  const rows = [
    ["1", "two\nlines", ""],
    ['"q"', "a\tb", "3,5"],
  ];
  expect(readTable(writeTable(rows))).toEqual(rows);
});
