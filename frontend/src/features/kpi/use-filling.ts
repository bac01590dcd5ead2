import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type Entry, fillGrid, type GridCell, type GridPlace } from "@/bridge/kpi";
import { undo } from "@/bridge/shell";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { type DecimalSign, decimalSign, readNumber, signOf } from "@/lib/typed-number";
import type { SheetHow } from "@/ui/sheet";
import { showDone, showFailure, showToast } from "@/ui/toast";
import { type Slot, slotKey, type View } from "./entry-cells";

/** What a person put into a slot; "" empties it. */
export type SlotChange = { slot: Slot; text: string };

/** A cell that keeps what was typed and changes nothing. */
export type Bad = { text: string; message: string };

/** Pasted cells that wait for what their signs mean. */
export type Question = { text: string; point: number; comma: number; answer: (sign: DecimalSign | null) => void };

export type Filling = {
  /** By slot: what was typed and is not yet read back. null is emptied. */
  pending: ReadonlyMap<string, number | null>;
  bad: ReadonlyMap<string, Bad>;
  question: Question | null;
  state: "idle" | "saving" | "saved";
  apply: (changes: SlotChange[], how: SheetHow, lost: number) => void;
};

const keyOf = ({ slot }: SlotChange) => slotKey(slot.channel.id, slot.metric.key, slot.day);
const isWhole = ({ slot }: SlotChange) => slot.metric.unit === "count";

/**
 * Writes what is typed, pasted, filled and cleared in a grid, each as one action with one undo, in the order of the
 * keys. What cannot be read or written stays in its cell with the reason.
 */
export function useFilling(
  client: string,
  view: View,
  cells: ReadonlyMap<string, GridCell>,
  queryKey: readonly unknown[],
): Filling {
  const { t, language } = useWords();
  const cache = useQueryClient();
  const [pending, setPending] = useState<ReadonlyMap<string, number | null>>(new Map());
  const [bad, setBad] = useState<ReadonlyMap<string, Bad>>(new Map());
  const [question, setQuestion] = useState<Question | null>(null);
  const [state, setState] = useState<Filling["state"]>("idle");
  const queue = useRef(Promise.resolve());
  const waiting = useRef(0);
  const latest = useRef({ cells, queryKey });
  latest.current = { cells, queryKey };
  // Another view has other cells; what was not read does not follow there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: view stands for the cells.
  useEffect(() => setBad(new Map()), [view, client]);

  function apply(changes: SlotChange[], how: SheetHow, lost: number, answered?: DecimalSign) {
    let sign: DecimalSign = answered ?? decimalSign(language);
    if (how === "pasted" && !answered) {
      const found = signOf(changes.map((change) => ({ text: change.text, whole: isWhole(change) })));
      if (found === "ask") {
        const unclear = changes
          .map((change) => ({ text: change.text, reading: readNumber(change.text, isWhole(change)) }))
          .find(({ reading }) => reading.kind === "unclear");
        if (unclear?.reading.kind === "unclear") {
          const { point, comma } = unclear.reading;
          setQuestion({
            text: unclear.text,
            point,
            comma,
            answer: (chosen) => {
              setQuestion(null);
              if (chosen) apply(changes, how, lost, chosen);
            },
          });
        }
        return;
      }
      sign = found ?? sign;
    }

    const set: Entry[] = [];
    const setKeys: string[] = [];
    const texts: string[] = [];
    const clear: GridPlace[] = [];
    const wrong = new Map(bad);
    const now = new Map<string, number | null>();
    let refused = 0;
    let stays = 0;
    for (const change of changes) {
      const { slot, text } = change;
      const key = keyOf(change);
      const cell = latest.current.cells.get(key);
      const place = { channel_id: slot.channel.id, metric: slot.metric.key, grain: view, day: slot.day };
      const typed = pending.has(key) ? pending.get(key) : cell?.typed;
      wrong.delete(key);
      if (text === "") {
        if (typed !== null && typed !== undefined) {
          clear.push(place);
          now.set(key, null);
        } else if (!bad.has(key) && cell) stays++;
        continue;
      }
      const reading = readNumber(text, isWhole(change));
      let value: number | null = null;
      if (reading.kind === "number") value = reading.value;
      else if (reading.kind === "unclear") {
        const meant = sign === "." ? reading.point : reading.comma;
        // Typed alone, a sign in the thousands is taken as the language has it; 1.000 in English is not.
        if (how !== "typed" || Math.abs(meant) >= 1000) value = meant;
      }
      if (value === null) {
        refused++;
        wrong.set(key, {
          text,
          message:
            reading.kind === "unclear"
              ? t("kpi:entry.unclear", {
                  text,
                  one: formatNumber(Math.min(reading.point, reading.comma), language, 6),
                  other: formatNumber(Math.max(reading.point, reading.comma), language, 6),
                })
              : t("kpi:entry.bad", { text, example: formatNumber(isWhole(change) ? 1250 : 1250.5, language, 1) }),
        });
        continue;
      }
      if (typed === value) continue;
      // Copied back onto itself, an imported number does not become a typed one.
      if (how !== "typed" && (typed === null || typed === undefined) && cell?.value === value) continue;
      set.push({ ...place, value, note: cell?.note ?? "" });
      setKeys.push(key);
      texts.push(text);
      now.set(key, value);
    }
    setBad(wrong);
    if (set.length === 0 && clear.length === 0) {
      const words = [
        ...(refused > 0 && how !== "typed"
          ? [t("kpi:entry.bad_count", { count: refused, n: formatNumber(refused, language) })]
          : []),
        ...(lost > 0 ? [t("kpi:entry.lost", { count: lost, n: formatNumber(lost, language) })] : []),
        ...(stays > 0 && how === "cleared" ? [t("kpi:imported_stays")] : []),
      ];
      if (words.length > 0) showToast(words.join(". "));
      return;
    }
    setPending((old) => new Map([...old, ...now]));
    setState("saving");
    waiting.current++;
    queue.current = queue.current.then(async () => {
      try {
        const back = await fillGrid(client, { set, clear });
        for (const { index, message } of back) {
          const key = setKeys[index];
          if (key !== undefined) setBad((old) => new Map(old).set(key, { text: texts[index] ?? "", message }));
        }
        tell(set.length - back.length, clear.length, refused + back.length, lost, how);
        await cache.invalidateQueries({ queryKey: latest.current.queryKey });
      } catch (reason) {
        // Nothing was written: every cell keeps what was typed, with the reason.
        const message = reason instanceof Error ? reason.message : String(reason);
        setBad(
          (old) => new Map([...old, ...setKeys.map((key, i) => [key, { text: texts[i] ?? "", message }] as const)]),
        );
        showFailure(reason);
      } finally {
        setPending((old) => new Map([...old].filter(([key, value]) => !now.has(key) || now.get(key) !== value)));
        waiting.current--;
        if (waiting.current === 0) setState("saved");
      }
    });
  }

  function tell(written: number, cleared: number, refused: number, lost: number, how: SheetHow) {
    // One number typed or cleared is seen in its cell; the line below says that it is saved.
    if (written + cleared + refused + lost <= 1) return;
    const counted = (key: string, count: number) =>
      count > 0 ? [t(`kpi:entry.${key}`, { count, n: formatNumber(count, language) })] : [];
    const words = [
      ...counted(how === "pasted" ? "pasted" : how === "filled" ? "filled" : "typed_toast", written),
      ...counted("cleared", cleared),
      ...counted("bad_count", refused),
      ...counted("lost", lost),
    ];
    // Undo would take back what was done before: nothing of this was.
    if (written + cleared === 0) showToast(words.join(". "));
    else showDone(words.join(". "), () => undo(client));
  }

  return { pending, bad, question, state, apply };
}
