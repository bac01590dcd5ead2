import { expect, it } from "vitest";
import { readPaths } from "./paths";

it.each([
  ["one path", "/tmp/a b.csv", ["/tmp/a b.csv"]],
  ["lines, without empty ones and repeats", "/a.csv\r\n\n  /b.csv \n/a.csv", ["/a.csv", "/b.csv"]],
  ["paths quoted by Windows", '"C:\\My files\\a.csv" "C:\\b.csv"', ["C:\\My files\\a.csv", "C:\\b.csv"]],
  ["paths with semicolons between", "/a.csv; /b.csv", ["/a.csv", "/b.csv"]],
  ["a path that holds a semicolon", "/tmp/a;b.csv", ["/tmp/a;b.csv"]],
  ["an address of a file", "file:///tmp/a%20b.csv", ["/tmp/a b.csv"]],
  ["an address of a Windows file", "file:///C:/a.csv", ["C:/a.csv"]],
  ["an address that is none", "file:///50%.csv", ["file:///50%.csv"]],
  ["nothing", " \n", []],
])("reads %s", (_what, text, paths) => expect(readPaths(text)).toEqual(paths));
