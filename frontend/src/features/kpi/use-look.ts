import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { recall, remember } from "@/lib/storage";
import { type Look, type LookSearch, lookSearch, readLook } from "./explore";

/**
 * What a brand is looked at over time, as the address says it, and how to look at it otherwise. Where the address says
 * nothing it is what was looked at last, or `first`; null while that is not known.
 */
export function useLook(brandId: string, first: Look | null): [Look | null, (next: Look) => void] {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as LookSearch;
  const kept = `explore.${brandId}`;
  const stored = readLook(search);
  const show = (next: Look, replace = false) => {
    remember(kept, JSON.stringify(lookSearch(next)));
    void navigate({ to: ".", search: (old: LookSearch) => ({ ...old, ...lookSearch(next) }), replace });
  };
  const known = stored !== null;
  const initial = useMemo(() => (known || !first ? null : (lastOf(kept) ?? first)), [known, first, kept]);
  // The address always says what is looked at, so that going back does too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each.
  useEffect(() => {
    if (initial) show(initial, true);
  }, [initial]);
  return [stored ?? initial, show];
}

/** What a brand was looked at last, null where that is not known. */
function lastOf(key: string): Look | null {
  try {
    return readLook(JSON.parse(recall(key) ?? "{}"));
  } catch {
    return null; // another version wrote it
  }
}
