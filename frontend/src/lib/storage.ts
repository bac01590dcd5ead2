/** A small text kept by the page itself, for the first paint; null where the window keeps nothing. */
export function recall(key: string): string | null {
  try {
    return window.localStorage.getItem(`brandloop.${key}`);
  } catch {
    return null; // storage can be switched off; the backend holds what matters
  }
}

/** Keeps a small text for the next start, where the window keeps anything. */
export function remember(key: string, text: string): void {
  try {
    window.localStorage.setItem(`brandloop.${key}`, text);
  } catch {
    // See recall.
  }
}
