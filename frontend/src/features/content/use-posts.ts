import { useQuery } from "@tanstack/react-query";
import { type Beside, besidePosts, contentKeys, listPosts, type Post, type PostFilter } from "@/bridge/content";
import { BLOCK, type RowSource, useWindowed } from "@/ui/use-windowed";
import { comparedBy } from "./filter";

/** A post with how it did beside its neighbours. */
export type Listed = Post & { beside: Beside | undefined };

/** The posts of a filter, read where they are looked at, and what is said of all of them. */
export function usePosts(client: string, filter: PostFilter) {
  const list = useWindowed(filter, {
    key: (of: PostFilter, block) => contentKeys.posts(client, of, block),
    read: async (of: PostFilter, block) => {
      const { posts, ...whole } = await listPosts(client, of, block * BLOCK, BLOCK);
      const ids = posts.map(({ id }) => id);
      const beside = ids.length > 0 ? await besidePosts(client, ids, comparedBy(of.sort)) : [];
      const byPost = new Map(beside.map((one) => [one.post, one]));
      return { ...whole, rows: posts.map((post): Listed => ({ ...post, beside: byPost.get(post.id) })) };
    },
  });
  const source: RowSource<Listed> = {
    list: list.shown,
    total: list.first?.total ?? 0,
    at: list.at,
    onSeen: list.onSeen,
    ids: async (from, count) => (await listPosts(client, list.shown, from, count)).posts.map(({ id }) => id),
  };
  return { ...list, source };
}

/** The day of the newest post of a brand, "" when it has none, undefined until that is known. */
export function useNewestDay(client: string, brandId: string, wanted: boolean): string | undefined {
  const { data } = useQuery({
    queryKey: contentKeys.newest(client, brandId),
    queryFn: async () => {
      const all = {
        brand: brandId,
        channels: [],
        from: "",
        to: "",
        types: [],
        tags: [],
        pillars: [],
        search: "",
        sort: "",
        rising: false,
      };
      return (await listPosts(client, all, 0, 1)).posts[0]?.day ?? "";
    },
    enabled: wanted && brandId !== "",
  });
  return data;
}
