import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { type Choice, type Looking, type LookingSearch, lookingSearch, readLooking } from "./filter";

/** What the page shows, kept in the address so that going back shows it again, and ways to change it. */
export function useLooking() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as LookingSearch;
  const key = JSON.stringify([search.only, search.metric, search.by]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for what is read of the address.
  const looking = useMemo(() => readLooking(search), [key]);
  // Several parts may change before the address has.
  const latest = useRef(looking);
  latest.current = looking;
  const show = (to: string, part: Partial<Looking>, replace: boolean) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    void navigate({ to, search: (old: LookingSearch) => ({ ...old, ...lookingSearch(next) }), replace });
  };
  const chosen = (part: Partial<Choice>) => ({ choice: { ...latest.current.choice, ...part } });
  return {
    ...looking,
    /** Changes it in place. */
    look: (part: Partial<Looking>) => show(".", part, true),
    /** Changes some of the choice in place. */
    choose: (part: Partial<Choice>) => show(".", chosen(part), true),
    /** Goes to the list of posts with more chosen; going back comes to this page as it is. */
    openPosts: (part: Partial<Choice>) => show("/content", chosen(part), false),
  };
}
