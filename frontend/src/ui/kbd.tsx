import { useWords } from "@/lib/language";
import { isMac } from "@/lib/shortcuts";
import classes from "./kbd.module.css";

// Keys that a keyboard names in its own language; a Mac shows signs.
const NAMED = isMac ? ["Space"] : ["Space", "Delete", "shift"];

const NAMES: Record<string, string> = {
  mod: isMac ? "⌘" : "Ctrl",
  shift: "⇧",
  Delete: "⌫",
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
  const { t } = useWords();
  const caps = keys.split(" ").flatMap((chord) => (chord === "+" ? ["+"] : chord.split("+")));
  return (
    <span className={classes.keys}>
      {caps.map((cap, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the caps of one shortcut never move.
        <kbd key={i} className={classes.cap}>
          {NAMED.includes(cap) ? t(`ui:key.${cap}`) : (NAMES[cap] ?? (cap.length === 1 ? cap.toUpperCase() : cap))}
        </kbd>
      ))}
    </span>
  );
}
