import { useEffect, useState } from "react";

/**
 * For a dialog or panel that is drawn only while it is open: what had the focus before gets it back once this is gone,
 * unless it has gone on to something else by then.
 */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // The focus trap lets go after this.
      window.setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
