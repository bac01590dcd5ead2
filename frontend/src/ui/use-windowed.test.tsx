import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { BLOCK, useWindowed } from "./use-windowed";

type List = { of: string };

function show(first: List) {
  const cache = new QueryClient();
  const asked: number[] = [];
  const reader = {
    key: (list: List, block: number) => ["rows", list, block],
    read: async (list: List, block: number) => {
      asked.push(block);
      return { rows: Array.from({ length: BLOCK }, (_, i) => `${list.of} ${block * BLOCK + i}`) };
    },
  };
  const hook = renderHook(({ list }: { list: List }) => useWindowed(list, reader), {
    initialProps: { list: first },
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    ),
  });
  return { ...hook, asked };
}

describe("a list that is read where it is looked at", () => {
  it("reads what is seen far down, and not what lies between", async () => {
    const { result, asked } = show({ of: "a" });
    await waitFor(() => expect(result.current.at(0)).toBe("a 0"));
    act(() => result.current.onSeen(10 * BLOCK + 90, 10 * BLOCK + 110));
    await waitFor(() => expect(result.current.at(10 * BLOCK + 100)).toBe(`a ${10 * BLOCK + 100}`));
    expect(new Set(asked)).toEqual(new Set([0, 10]));
  });

  it("ends where one looked last, however often the place changed", async () => {
    const { result } = show({ of: "a" });
    await waitFor(() => expect(result.current.at(0)).toBe("a 0"));
    act(() => {
      for (const block of [30, 3, 60, 1, 45]) result.current.onSeen(block * BLOCK, block * BLOCK + 20);
    });
    await waitFor(() => expect(result.current.at(45 * BLOCK)).toBe(`a ${45 * BLOCK}`));
    expect(result.current.at(60 * BLOCK)).toBeUndefined();
  });

  it("stays at its place where the same list is asked for once more", async () => {
    const { result, rerender } = show({ of: "a" });
    await waitFor(() => expect(result.current.at(0)).toBe("a 0"));
    act(() => result.current.onSeen(10 * BLOCK, 10 * BLOCK + 20));
    await waitFor(() => expect(result.current.at(10 * BLOCK)).toBe(`a ${10 * BLOCK}`));
    const { shown } = result.current;
    rerender({ list: { of: "a" } });
    expect(result.current.shown).toBe(shown);
    expect(result.current.at(10 * BLOCK)).toBe(`a ${10 * BLOCK}`);
  });

  it("shows the list that was seen until another one begins to arrive", async () => {
    const { result, rerender } = show({ of: "a" });
    await waitFor(() => expect(result.current.at(0)).toBe("a 0"));
    rerender({ list: { of: "b" } });
    expect(result.current.at(0)).toBe("a 0");
    await waitFor(() => expect(result.current.at(0)).toBe("b 0"));
  });
});
