import "@mantine/notifications/styles.css";
import { Button } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import type { ToastAction } from "./toast";
import classes from "./toast.module.css";

let offered: string | null = null;

/** Puts away the toast that offers an action. */
export function withdraw(): void {
  if (offered !== null) notifications.hide(offered);
  offered = null;
}

/** Shows a toast, with a button to put it away under the given name, and one for the action; only the newest action is offered. */
export function show(close: string, toast: Parameters<typeof notifications.show>[0], action?: ToastAction): void {
  if (action) withdraw();
  const id = notifications.show({
    ...toast,
    closeButtonProps: { "aria-label": close },
    message: action ? (
      <span className={classes.line}>
        <span className={classes.words}>{toast.message}</span>
        <Button
          variant="default"
          onClick={() => {
            notifications.hide(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      </span>
    ) : (
      toast.message
    ),
  });
  if (action) offered = id;
}

/** Where toasts stand. */
export default function ToastCorner() {
  return <Notifications position="bottom-right" autoClose={4000} limit={3} transitionDuration={0} />;
}
