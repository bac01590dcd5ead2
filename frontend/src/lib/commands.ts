import { useEffect, useRef, useSyncExternalStore } from "react";

/** An action that the command palette offers while whoever registered it is shown. */
export type Command = {
  id: string;
  label: string;
  group: string;
  /** Further words that find it. */
  keywords?: string;
  /** The keys that do the same, as in Shortcut.keys. */
  keys?: string;
  run: () => void;
};

let registered: readonly Command[] = [];
const watchers = new Set<() => void>();

function change(next: readonly Command[]) {
  registered = next;
  for (const watcher of watchers) watcher();
}

/** The commands of this moment. */
export function useRegisteredCommands(): readonly Command[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => registered,
  );
}

/** Offers commands in the palette while the component is shown. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const shape = commands.map(({ id, label, group }) => `${id}\u0000${label}\u0000${group}`).join("\u0001");
  // biome-ignore lint/correctness/useExhaustiveDependencies: shape stands for the list, which is new at every render.
  useEffect(() => {
    const mine = latest.current.map((command, i) => ({ ...command, run: () => latest.current[i]?.run() }));
    change([...registered, ...mine]);
    return () => change(registered.filter((command) => !mine.includes(command)));
  }, [shape]);
}
