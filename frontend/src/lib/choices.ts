/** A value and how it is called. */
export type Choice = { value: string; label: string };

const USUAL = ["EUR", "USD", "GBP", "MXN"];

/** Currencies by their codes and names, the usual ones first. */
export function currencyChoices(language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: "currency" });
  const codes = [...USUAL, ...Intl.supportedValuesOf("currency").filter((code) => !USUAL.includes(code))];
  return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}

/** Time zones by name, with `also` among them. */
export function zoneChoices(also: string): Choice[] {
  const zones = [...new Set([also, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
  return zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

/** The time zone of this machine. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** The languages that a client's reports can be in. */
export const LANGUAGE_CHOICES: readonly Choice[] = [
  { value: "en", label: "English" },
  { value: "es", label: "Español" },
];
