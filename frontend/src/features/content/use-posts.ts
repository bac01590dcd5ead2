import { useQuery } from "@tanstack/react-query";
import {
  type Beside,
  besidePosts,
  contentKeys,
  listPosts,
  type Post,
  type PostFilter,
  wholeOfPosts,
} from "@/bridge/content";
import { BLOCK, type RowSource, useWindowed } from "@/ui/use-windowed";
import { comparedBy, EVERY_POST, filterOf } from "./filter";

/** A post with how it did beside its neighbours. */
export type Listed = Post & { beside: Beside | undefined };

/** The posts of a filter, read where they are looked at, and what is said of all of them. */
export function usePosts(client: string, filter: PostFilter) {
  const list = useWindowed(filter, {
    key: (of: PostFilter, block) => contentKeys.posts(client, of, block),
    read: async (of: PostFilter, block) => {
      const [posts, whole] = await Promise.all([
        listPosts(client, of, block * BLOCK, BLOCK),
        block === 0 ? wholeOfPosts(client, of) : undefined,
      ]);
      const ids = posts.map(({ id }) => id);
      const beside = ids.length > 0 ? await besidePosts(client, ids, comparedBy(of.sort)) : [];
      const byPost = new Map(beside.map((one) => [one.post, one]));
      return { whole, rows: posts.map((post): Listed => ({ ...post, beside: byPost.get(post.id) })) };
    },
  });
  const whole = list.first?.whole;
  const source: RowSource<Listed> = {
    list: list.shown,
    total: whole?.total ?? 0,
    at: list.at,
    onSeen: list.onSeen,
    ids: async (from, count) => (await listPosts(client, list.shown, from, count)).map(({ id }) => id),
  };
  return { ...list, source, whole };
}

/** The day of the newest post of a brand, "" when it has none, undefined until that is known. */
export function useNewestDay(client: string, brandId: string, wanted: boolean): string | undefined {
  const { data } = useQuery({
    queryKey: contentKeys.newest(client, brandId),
    queryFn: async () => {
      const all = filterOf(brandId, { from: "", to: "" }, EVERY_POST);
      return (await listPosts(client, all, 0, 1))[0]?.day ?? "";
    },
    enabled: wanted && brandId !== "",
  });
  return data;
}
