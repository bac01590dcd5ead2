import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { listen } from "@/bridge/events";
import { CHANGED } from "@/bridge/shell";
import { theme, variables } from "@/styles/theme";
import type { makeRouter } from "./router";

function makeCache() {
  return new QueryClient({
    defaultOptions: {
      // The backend is in the same process: what it said stays true until it says what changed (bridge CHANGED),
      // a refusal would be the same a second time, and there is no network to wait for.
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** Everything that stands around the pages. */
export function Providers({ router }: { router: ReturnType<typeof makeRouter> }) {
  const [cache] = useState(makeCache);
  useEffect(
    () =>
      // See lib/query-keys: the second part of a key is the client. What undo would do hangs on both files.
      listen<string>(CHANGED, (client) => {
        // A client's time zone and currency stand in the agency's file and reach into everything.
        void cache.invalidateQueries({
          predicate: ({ queryKey: [room, of] }) => client === "" || of === client || room === "history",
        });
      }),
    [cache],
  );
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
