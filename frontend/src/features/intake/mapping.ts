import type { Mapping } from "@/bridge/intake";

/** Fields of a post that a column can feed. */
export const POST_FIELDS: readonly string[] = ["published_at", "id", "permalink", "title", "text", "type"];

/** What a column feeds, as a choice: "metric KEY" or "field NAME"; null where it is left out. */
export function feedOf(mapping: Mapping, index: number): string | null {
  const column = mapping.columns.find((one) => one.index === index);
  if (!column) return null;
  return column.metric === "" ? `field ${column.field}` : `metric ${column.metric}`;
}

/** The mapping with what a column feeds; a choice that another column had moves over to this one. */
export function feed(mapping: Mapping, index: number, choice: string | null): Mapping {
  const others = mapping.columns.filter((one) => one.index !== index && feedOf(mapping, one.index) !== choice);
  if (choice === null) return { ...mapping, columns: others };
  const [kind, name = ""] = choice.split(" ");
  const column = { index, metric: kind === "metric" ? name : "", field: kind === "field" ? name : "" };
  return { ...mapping, columns: [...others, column].sort((a, b) => a.index - b.index) };
}

/** The mapping with another answer to what a row is; what holds for both stays. */
export function reshape(mapping: Mapping, shape: string): Mapping {
  const columns = mapping.columns.flatMap((column) => {
    if (column.metric !== "") return [];
    if (shape === "days") return column.field === "published_at" ? [{ ...column, field: "day" }] : [];
    return [column.field === "day" ? { ...column, field: "published_at" } : column];
  });
  return { ...mapping, shape, columns };
}
