import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Activity, communityKeys, countLog, type LogFilter, readPage } from "@/bridge/community";

const PAGE = 200;

/** The entries of a filter from a day ("": the newest) on, as far as they were scrolled to, and how many there are. */
export function useLog(client: string, filter: LogFilter, day: string) {
  const query = useInfiniteQuery({
    queryKey: communityKeys.page(client, filter, day),
    queryFn: ({ pageParam }) => readPage(client, filter, pageParam, PAGE),
    initialPageParam: day,
    getNextPageParam: ({ next }) => next || undefined,
    // The list stays while it is filtered anew.
    placeholderData: keepPreviousData,
  });
  const count = useQuery({
    queryKey: communityKeys.count(client, filter),
    queryFn: () => countLog(client, filter),
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const rows = useMemo((): Activity[] => {
    // An entry whose time was changed between two pages would stand in both.
    const byId = new Map(pages?.flatMap((page) => page.rows.map((row) => [row.id, row])));
    return [...byId.values()];
  }, [pages]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return {
    ...query,
    rows,
    total: count.data ?? null,
    onMore: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined,
  };
}

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
