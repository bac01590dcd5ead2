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

/** Says why something could not be done. */
export function showFailure(reason: unknown): void {
  const message = reason instanceof Error ? reason.message : String(reason);
  void load().then(({ show }) => show(i18next.t("ui:close"), { message, color: "var(--bl-bad)", autoClose: 8000 }));
}
