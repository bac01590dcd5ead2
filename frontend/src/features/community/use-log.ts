import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  type Activity,
  communityKeys,
  countLog,
  type LogFilter,
  type LogRuler,
  listIds,
  measureLog,
  readPage,
} from "@/bridge/community";
import { addDays } from "@/lib/day";
import { BLOCK, type RowSource, useWindowed } from "@/ui/use-windowed";

/** Where the page begins that starts with a row, counted from 0. */
export function cursorOf({ step, marks }: Pick<LogRuler, "step" | "marks">, row: number): string {
  const passed = Math.min(Math.floor(row / step), marks.length);
  return `${marks[passed - 1] ?? ""}+${row - passed * step}`;
}

/**
 * The entries of a filter, read where they are looked at. A ruler is laid along the list in the background; what lies
 * beyond the first block waits for it.
 */
export function useLog(client: string, filter: LogFilter) {
  const cache = useQueryClient();
  const [reach, setReach] = useState({ filter, rows: 0 });
  const rowsOf = (of: LogFilter) => (hashKey([reach.filter]) === hashKey([of]) ? reach.rows : 0);

  const ruler = (of: LogFilter, rows: number) => ({
    queryKey: communityKeys.ruler(client, of, rows),
    queryFn: () => measureLog(client, of, rows),
  });
  const cursor = async (of: LogFilter, row: number) =>
    row < BLOCK ? `+${row}` : cursorOf(await cache.fetchQuery(ruler(of, rowsOf(of))), row);
  const list = useWindowed(filter, {
    key: (of: LogFilter, block) => communityKeys.page(client, of, block),
    read: async (of: LogFilter, block) => readPage(client, of, await cursor(of, block * BLOCK), BLOCK),
  });
  const { shown, first } = list;
  const { data: measured, error } = useQuery({
    ...ruler(shown, rowsOf(shown)),
    // The same list measured less far.
    placeholderData: (old, query) => (hashKey([query?.queryKey[3]]) === hashKey([shown]) ? old : undefined),
  });
  const total = measured?.total ?? null;
  const n = Math.max(total?.n ?? 0, first?.rows.length ?? 0);

  const source: RowSource<Activity> = {
    list: shown,
    total: n,
    at: list.at,
    onSeen: (from, to) => {
      list.onSeen(from, to);
      // A search is measured further as its end comes near.
      if (total && !total.exact && to > n - BLOCK) setReach({ filter: shown, rows: 4 * n });
    },
    ids: async (from, count) => listIds(client, shown, await cursor(shown, from), count),
  };
  return {
    ...list,
    error: list.error ?? error ?? undefined,
    source,
    total,
    /** The first entry of a day stands where those after it end. */
    placeOf: async (day: string) => {
      const [after, { total: all }] = await Promise.all([
        countLog(client, { ...filter, from: later(filter.from, addDays(day, 1)) }),
        cache.fetchQuery(ruler(filter, rowsOf(filter))),
      ]);
      return Math.min(after.n, Math.max(0, all.n - 1));
    },
    /** Shows an entry as it was saved, before the list is read anew. */
    replace: (saved: Activity) =>
      cache.setQueriesData<{ rows: Activity[] }>({ queryKey: communityKeys.pages(client) }, (page) => {
        if (!page?.rows.some(({ id }) => id === saved.id)) return page;
        return {
          ...page,
          rows: page.rows.map((row) => (row.id === saved.id ? { ...saved, snippet: row.snippet } : row)),
        };
      }),
  };
}

const later = (a: string, b: string) => (a > b ? a : b);

/** The day of the newest entry of a brand, "" when it has none, undefined until that is known. */
export function useNewestDay(client: string, brandId: string): string | undefined {
  const { data } = useQuery({
    queryKey: communityKeys.newest(client, brandId),
    queryFn: async () => {
      const all = {
        channel_ids: [],
        kinds: [],
        sentiments: [],
        topics: [],
        person_ids: [],
        from: "",
        to: "",
        search: "",
      };
      return (await readPage(client, { ...all, brand_id: brandId }, "", 1)).rows[0]?.day ?? "";
    },
  });
  return data;
}
