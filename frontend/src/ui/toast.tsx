import i18next from "i18next";
import { lazy } from "react";

// Loaded after the first page is drawn: nothing has to be said before.
const load = () => import("./toast-corner");

/** The corner where toasts stand; the frame draws it once, within a Suspense. */
export const ToastCorner = lazy(load);

/** What a toast offers besides being read: taking back what it tells of. */
export type ToastAction = { label: string; run: () => void };

/** Says something for a few seconds, in the corner. */
export function showToast(message: string, action?: ToastAction): void {
  void load().then(({ show }) => show(i18next.t("ui:close"), { message }, action));
}

/**
 * Says what was done, with a button that takes it back by `undo`; then says what was taken back. Undo takes back the
 * newest action, so only the newest toast offers it.
 */
export function showDone(said: string, undo: () => Promise<{ text: string }>): void {
  showToast(said, {
    label: i18next.t("frame:undo"),
    run: () => void undo().then(({ text }) => showToast(i18next.t("frame:undone", { label: text })), showFailure),
  });
}

/** Takes the offer to undo off the screen, once what it would take back is no longer the newest action. */
export function withdrawOffer(): void {
  void load().then(({ withdraw }) => withdraw());
}

/** Says why something could not be done. */
export function showFailure(reason: unknown): void {
  const message = reason instanceof Error ? reason.message : String(reason);
  void load().then(({ show }) => show(i18next.t("ui:close"), { message, color: "var(--bl-bad)", autoClose: 8000 }));
}
