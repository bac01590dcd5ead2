import { useWords } from "@/lib/language";
import classes from "./content.module.css";

/** What a number over n posts is worth: 1 or 2 are an anecdote, 3 or 4 thin, 5 and more usable. */
export function sampleOf(n: number): "anecdote" | "thin" | "usable" {
  if (n < 3) return "anecdote";
  return n < 5 ? "thin" : "usable";
}

/** How many posts stand behind a number; a small sample is said in a word and framed. */
export function SampleMark({ n }: { n: number }) {
  const { t } = useWords();
  const sample = sampleOf(n);
  return (
    <span className={sample === "usable" ? classes.sample : classes.thin}>{t(`content:mark.${sample}`, { n })}</span>
  );
}
