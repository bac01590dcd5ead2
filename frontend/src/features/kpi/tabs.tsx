import { useNavigate } from "@tanstack/react-router";
import { useCommands } from "@/lib/commands";
import { useWords } from "@/lib/language";
import { useShortcuts } from "@/lib/shortcuts";
import { PageTabs } from "@/ui/page-tabs";

const TABS = [
  { to: "/kpi", key: "scorecard" },
  { to: "/kpi/explore", key: "explore" },
  { to: "/kpi/parts", key: "parts" },
  { to: "/kpi/campaigns", key: "campaigns" },
  { to: "/kpi/numbers", key: "numbers" },
  { to: "/kpi/entry", key: "entry" },
  { to: "/kpi/targets", key: "targets" },
  { to: "/kpi/metrics", key: "metrics" },
] as const;

/** The pages of the section. */
export function Tabs() {
  const { t } = useWords();
  const navigate = useNavigate();
  const entry = {
    keys: "e",
    label: t("kpi:entry"),
    group: t("frame:section.kpi"),
    run: () => void navigate({ to: "/kpi/entry" }),
  };
  useShortcuts([entry]);
  useCommands([{ id: "kpi.entry", ...entry }]);
  return <PageTabs label={t("kpi:pages")} tabs={TABS.map(({ to, key }) => ({ to, label: t(`kpi:tab.${key}`) }))} />;
}
