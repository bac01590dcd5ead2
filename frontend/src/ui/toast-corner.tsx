import "@mantine/notifications/styles.css";
import { Notifications, notifications } from "@mantine/notifications";

/** Shows a toast, with a button to put it away under the given name. */
export function show(close: string, toast: Parameters<typeof notifications.show>[0]): void {
  notifications.show({ ...toast, closeButtonProps: { "aria-label": close } });
}

/** Where toasts stand. */
export default function ToastCorner() {
  return <Notifications position="bottom-right" autoClose={4000} limit={3} transitionDuration={0} />;
}
