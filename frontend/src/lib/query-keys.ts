/**
 * The key of a query begins with its room and the id of the client that it reads, "" for the agency's own file: by the
 * second part it is known to be old when the backend says that something of that client changed.
 */
export type RoomKey = readonly [room: string, client: string, ...rest: unknown[]];

/** Keys of what the frame keeps in the query cache. A room has its own factory beside its queries. */
export const frameKeys = {
  start: () => ["app", "", "start"] as const,
  brands: (client: string) => ["brand", client, "brands"] as const,
  nextSteps: (client: string) => ["history", client, "next"] as const,
};
