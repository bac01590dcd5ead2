import { OpenLink } from "@wails/go/app/Window";
import { bound } from "./call";

const ALLOWED = ["http:", "https:", "mailto:"];

/** Whether a link may leave the app: http, https and mailto only. What is not is shown as plain text. */
export function isOpenable(link: string): boolean {
  try {
    return ALLOWED.includes(new URL(link).protocol);
  } catch {
    return false; // not an address at all
  }
}

/** Opens a link in the system's browser or mail program; refused by the backend for any other kind. */
export const openLink = bound(OpenLink);
