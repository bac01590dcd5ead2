import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { contentKeys, listPosts, type Post, type PostFilter } from "@/bridge/content";

const PAGE = 200;

/** The posts of a filter as far as they were scrolled to, and what is said of all of them. */
export function usePosts(client: string, filter: PostFilter) {
  const query = useInfiniteQuery({
    queryKey: contentKeys.posts(client, filter),
    queryFn: ({ pageParam }) => listPosts(client, filter, pageParam, PAGE),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, { posts }) => sum + posts.length, 0);
      return last.posts.length > 0 && read < last.total ? read : undefined;
    },
    // The list stays while it is sorted or filtered anew.
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const posts = useMemo((): Post[] => {
    // A post that came in between two pages would stand in both.
    const byId = new Map(pages?.flatMap((page) => page.posts.map((post) => [post.id, post])));
    return [...byId.values()];
  }, [pages]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return {
    ...query,
    posts,
    first: pages?.[0] ?? null,
    onMore: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined,
  };
}

/** The day of the newest post of a brand, "" when it has none, undefined until that is known. */
export function useNewestDay(client: string, brandId: string, wanted: boolean): string | undefined {
  const { data } = useQuery({
    queryKey: contentKeys.newest(client, brandId),
    queryFn: async () => {
      const all = { brand: brandId, channels: [], from: "", to: "", types: [], search: "", sort: "", rising: false };
      return (await listPosts(client, all, 0, 1)).posts[0]?.day ?? "";
    },
    enabled: wanted && brandId !== "",
  });
  return data;
}
