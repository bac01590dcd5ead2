import type { Language } from "./language";

/** The sign before the decimals. */
export type DecimalSign = "." | ",";

/** What a text can mean: one number, one of two, or none. */
export type Reading =
  | { kind: "number"; value: number }
  /** 1.000: a thousand, or one with three decimals. */
  | { kind: "unclear"; point: number; comma: number }
  | { kind: "none" };

const read = (bare: string, sign: DecimalSign): number | null => {
  const group = sign === "." ? "," : "\\.";
  const shape = new RegExp(`^[-\u2212]?(\\d+|[1-9]\\d{0,2}(${group}\\d{3})+)(\\${sign}\\d+)?$`);
  if (!shape.test(bare)) return null;
  const plain = bare
    .replace("\u2212", "-")
    .replaceAll(sign === "." ? "," : ".", "")
    .replace(",", ".");
  return Number(plain);
};

/** Reads a number whatever its signs; whole says that decimals make no sense, which leaves one meaning of 1.234. */
export function readNumber(text: string, whole = false): Reading {
  // Spaces and apostrophes group as well, before three digits.
  const bare = text.trim().replaceAll(/(?<=\d)[ \u00a0\u202f'\u2019](?=\d{3}(\D|$))/g, "");
  const point = read(bare, ".");
  const comma = read(bare, ",");
  if (point === null && comma === null) return { kind: "none" };
  if (point === null || comma === null || point === comma) return { kind: "number", value: (point ?? comma) as number };
  if (whole && !Number.isInteger(point)) return { kind: "number", value: comma };
  if (whole && !Number.isInteger(comma)) return { kind: "number", value: point };
  return { kind: "unclear", point, comma };
}

/** The decimal sign that a text proves, where only one fits. */
export function provenSign(text: string, whole = false): DecimalSign | null {
  if (!/[.,]/.test(text)) return null;
  const reading = readNumber(text, whole);
  if (reading.kind !== "number") return null;
  const bare = text.trim().replaceAll(/[ \u00a0\u202f'\u2019]/g, "");
  const point = read(bare, ".") === reading.value;
  const comma = read(bare, ",") === reading.value;
  return point === comma ? null : point ? "." : ",";
}

/**
 * The decimal sign of what was pasted at one go: that which some cells prove. "ask" where cells are unclear and none,
 * or some of either kind, prove it; null where nothing is unclear.
 */
export function signOf(cells: readonly { text: string; whole: boolean }[]): DecimalSign | "ask" | null {
  if (!cells.some(({ text, whole }) => readNumber(text, whole).kind === "unclear")) return null;
  const proven = new Set(cells.map(({ text, whole }) => provenSign(text, whole)));
  proven.delete(null);
  const [only] = proven;
  return only && proven.size === 1 ? only : "ask";
}

/** The sign before decimals in a language. */
export const decimalSign = (language: Language): DecimalSign => (language === "es" ? "," : ".");

/** Writes a number to be edited or copied: no groups, the decimal sign of the language, no exponent. */
export function writeNumber(value: number, language: Language): string {
  const plain = value.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 12 });
  // Three decimals could be read as a group.
  const safe = /^-?[1-9]\d{0,2}\.\d{3}$/.test(plain) ? `${plain}0` : plain;
  return safe.replace(".", decimalSign(language));
}
