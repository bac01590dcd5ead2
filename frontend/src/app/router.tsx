import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  retainSearchParams,
} from "@tanstack/react-router";
import { PLACE_KEYS, readPlace } from "@/lib/place";
import { ErrorNote } from "@/ui/error-note";
import { Frame } from "./frame";
import { pages } from "./routes";

const root = createRootRoute({
  component: Frame,
  validateSearch: readPlace,
  search: { middlewares: [retainSearchParams([...PLACE_KEYS])] },
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  // The frame leads on from here, once it knows whether there is a client (useLeadToClient).
  component: () => null,
});

const routes = pages.map(({ path, load }) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) }),
);

/** The pages by address. The address is after the #, because the page itself is served from wails://. */
export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([home, ...routes]),
    history: createHashHistory(),
    defaultErrorComponent: ({ error, reset }) => <ErrorNote error={error} onRetry={reset} />,
    defaultNotFoundComponent: () => <Navigate to="/" replace />,
    defaultPendingMs: 300,
  });
}
