import { runtime } from "./runtime";

const ALLOWED = ["http:", "https:", "mailto:"];

/** Whether a link may leave the app: http, https and mailto only. */
export function isOpenable(link: string): boolean {
  try {
    return ALLOWED.includes(new URL(link).protocol);
  } catch {
    return false; // not an address at all
  }
}

/** Opens a link in the system's browser or mail program; does nothing and returns false for any other kind. */
export function openLink(link: string): boolean {
  if (!isOpenable(link)) return false;
  runtime()?.BrowserOpenURL(link);
  return true;
}
