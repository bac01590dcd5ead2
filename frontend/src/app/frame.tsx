import { Outlet, useNavigate, useRouter, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { setTitle } from "@/bridge/shell";
import { useApplySettings } from "@/features/settings/settings";
import { CannotOpen } from "@/features/welcome/cannot-open";
import { useCommands } from "@/lib/commands";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { ToastCorner } from "@/ui/toast";
import { useClientChoice, useLeadToClient } from "./clients";
import classes from "./frame.module.css";
import { Navigation } from "./navigation";
import { pages } from "./routes";
import { TopBar } from "./top-bar";

const Palette = lazy(() => import("./palette"));
const ShortcutSheet = lazy(() => import("./shortcut-sheet"));

/** What stands around every page: navigation at the left, period and actions on top. */
export function Frame() {
  const { t } = useWords();
  const choice = useClientChoice();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const page = pages.find((one) => one.path === path);
  const main = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState<"palette" | "shortcuts" | null>(null);
  useApplySettings();
  useLeadToClient(choice);
  const router = useRouter();
  useEffect(
    () =>
      // What had the focus went with the page that was left: the keys go on in the new one.
      router.subscribe("onRendered", () => {
        if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
      }),
    [router],
  );

  const group = t("frame:group.app");
  useShortcuts([
    {
      keys: "mod+k",
      label: t("frame:palette"),
      group,
      run: () => setOpened((now) => (now === "palette" ? null : "palette")),
    },
    // A page with a list takes this for the list's search.
    { keys: "/", label: t("frame:palette"), group, run: () => setOpened("palette"), spare: true },
    { keys: "?", label: t("frame:shortcuts"), group, run: () => setOpened("shortcuts") },
  ]);

  const navigate = useNavigate();
  const go = (to: string) => () => void navigate({ to });
  useCommands([
    { id: "add-client", label: t("frame:add_client"), group, run: go("/clients/new") },
    ...(choice.client
      ? [{ id: "client", label: t("frame:section.client"), group: t("frame:group.go"), run: go("/client") }]
      : []),
  ]);

  const title = [
    page?.section && t(`frame:section.${page.section.key}`),
    !page?.app && choice.client?.name,
    "Brandloop",
  ];
  const titleText = title.filter(Boolean).join(" · ");
  useEffect(() => {
    document.title = titleText;
    void setTitle(titleText).catch(() => undefined); // a name that stays behind hurts nobody
  }, [titleText]);

  const dialogs = (
    <Suspense>
      <ToastCorner />
      {opened === "palette" && <Palette choice={choice} onClose={() => setOpened(null)} />}
      {opened === "shortcuts" && <ShortcutSheet onClose={() => setOpened(null)} />}
    </Suspense>
  );
  if (page?.bare) {
    return (
      <>
        <Outlet />
        {dialogs}
      </>
    );
  }
  if (choice.error) return <CannotOpen error={choice.error} onRetry={choice.retry} />;
  // Until it is known whether there is a client, neither the frame nor the first screen is right.
  if (choice.loading || path === "/") return null;
  return (
    <div className={classes.frame}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t("frame:skip")}
      </button>
      <Navigation choice={choice} />
      <div className={classes.column}>
        <TopBar
          client={choice.client}
          period={!page?.app && !page?.timeless}
          onPalette={() => setOpened("palette")}
          onShortcuts={() => setOpened("shortcuts")}
        />
        <main ref={main} tabIndex={-1} className={classes.main}>
          {(page?.app || choice.client) && <Outlet />}
        </main>
      </div>
      {dialogs}
    </div>
  );
}
