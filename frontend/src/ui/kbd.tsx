import { isMac } from "@/lib/shortcuts";
import classes from "./kbd.module.css";

const NAMES: Record<string, string> = {
  mod: isMac ? "⌘" : "Ctrl",
  shift: isMac ? "⇧" : "Shift",
  alt: isMac ? "⌥" : "Alt",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "↵",
  Escape: "Esc",
};

/** The keys of a shortcut, as they stand on this machine's keyboard. `keys` is written as in lib/shortcuts. */
export function Keys({ keys }: { keys: string }) {
  const caps = keys.split(" ").flatMap((chord) => (chord === "+" ? ["+"] : chord.split("+")));
  return (
    <span className={classes.keys}>
      {caps.map((cap, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the caps of one shortcut never move.
        <kbd key={i} className={classes.cap}>
          {NAMES[cap] ?? (cap.length === 1 ? cap.toUpperCase() : cap)}
        </kbd>
      ))}
    </span>
  );
}
