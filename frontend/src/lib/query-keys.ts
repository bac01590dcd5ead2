/** Keys of what the frame keeps in the query cache. A room has its own factory beside its queries. */
export const frameKeys = {
  clients: () => ["shell", "clients"] as const,
  people: () => ["shell", "people"] as const,
  preferences: () => ["shell", "preferences"] as const,
};
