import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { addClient } from "@/bridge/shell";
import type { ClientDraft } from "@/features/welcome/client-form";
import { frameKeys } from "@/lib/query-keys";

/** Adds a client and goes to its brand, where its channels are the next to be added. */
export function useAddClient(): (draft: ClientDraft) => Promise<void> {
  const cache = useQueryClient();
  const navigate = useNavigate();
  return async ({ brand, ...client }) => {
    const { id } = await addClient(client, brand);
    await cache.invalidateQueries({ queryKey: frameKeys.start() });
    await navigate({ to: "/brand", search: { client: id } });
  };
}
