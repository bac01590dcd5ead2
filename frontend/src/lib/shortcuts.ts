import { useEffect, useRef, useSyncExternalStore } from "react";

/**
 * A key, a chord or a sequence, with the words that the shortcut sheet shows. Keys: "mod+k" (Ctrl, on a Mac Cmd),
 * "mod+shift+z", "[", "?" or "g c" (one after the other within a second and a half). Keys without mod do nothing
 * while a person types in a field.
 */
export type Shortcut = {
  keys: string;
  label: string;
  group: string;
  run: () => void;
  /** A chord that a text field has its own meaning for, such as undo, is left to the field. */
  leaveToFields?: boolean;
  /** Gives way to another one of the same keys, whichever is newer. */
  spare?: boolean;
};

const SEQUENCE_MS = 1500;

let registered: readonly Shortcut[] = [];
const watchers = new Set<() => void>();
let pending: { key: string; at: number } | null = null;

function change(next: readonly Shortcut[]) {
  registered = next;
  for (const watcher of watchers) watcher();
}

/** Whether this machine's keyboard has a Command key. */
export const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** Adds shortcuts until the returned function is called. The newest wins where two have the same keys. */
export function register(shortcuts: readonly Shortcut[]): () => void {
  change([...registered, ...shortcuts]);
  return () => change(registered.filter((shortcut) => !shortcuts.includes(shortcut)));
}

/** The shortcuts of this moment, for the sheet; without a spare one whose keys do something else now. */
export function useRegistered(): readonly Shortcut[] {
  const all = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => registered,
  );
  return all.filter((shortcut) => !shortcut.spare || newest(shortcut.keys) === shortcut);
}

/** Registers shortcuts while the component is shown. Labels and actions may change at every render. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const shape = shortcuts.map(({ keys, label, group }) => `${keys}\u0000${label}\u0000${group}`).join("\u0001");
  // biome-ignore lint/correctness/useExhaustiveDependencies: shape stands for the list, which is new at every render.
  useEffect(
    () => register(latest.current.map((shortcut, i) => ({ ...shortcut, run: () => latest.current[i]?.run() }))),
    [shape],
  );
}

/** Whether keys pressed there are text: fields, editors, lists that search by letter. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("[role=combobox], [role=listbox], [role=menu]")) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "range"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** The chord of a key event, as Shortcut.keys writes it. */
export function chordOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  // Shift is part of the character for "?" and the like; it is named only beside mod or a named key.
  const shift = event.shiftKey && (mod || event.key.length > 1);
  return `${mod ? "mod+" : ""}${event.altKey ? "alt+" : ""}${shift ? "shift+" : ""}${key}`;
}

/** The shortcut that some keys run now. */
function newest(keys: string): Shortcut | undefined {
  return (
    registered.findLast((shortcut) => shortcut.keys === keys && !shortcut.spare) ??
    registered.findLast((shortcut) => shortcut.keys === keys)
  );
}

/** Runs the shortcut of a key event, if there is one, and says whether it did. */
export function handleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || ["Control", "Meta", "Shift", "Alt"].includes(event.key)) {
    return false;
  }
  const chord = chordOf(event);
  const typing = isTyping(event.target);
  const first = pending;
  pending = null;
  if (typing && !chord.startsWith("mod+")) return false;
  // A dialog keeps the page behind it from reacting to plain keys.
  if (!chord.startsWith("mod+") && document.querySelector("[role=dialog][aria-modal=true]")) return false;

  const sequence = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${chord}` : null;
  const found = (sequence !== null && newest(sequence)) || newest(chord);
  if (found) {
    if (typing && found.leaveToFields) return false;
    event.preventDefault();
    found.run();
    return true;
  }
  if (registered.some((shortcut) => shortcut.keys.startsWith(`${chord} `))) {
    pending = { key: chord, at: event.timeStamp };
  }
  return false;
}

/** Listens to the window's keys until the returned function is called. */
export function listenToKeys(): () => void {
  const listener = (event: KeyboardEvent) => {
    handleKey(event);
  };
  window.addEventListener("keydown", listener);
  return () => window.removeEventListener("keydown", listener);
}
