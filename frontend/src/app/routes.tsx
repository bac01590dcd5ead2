import {
  type Icon,
  IconBuilding,
  IconFileImport,
  IconFileSpreadsheet,
  IconHistory,
  IconInbox,
  IconLayoutDashboard,
  IconMessages,
  IconPalette,
  IconPhoto,
  IconSettings,
  IconTargetArrow,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

/** A page, and where the frame offers it. */
export type Page = {
  path: `/${string}`;
  /** The module whose default export is the page; loaded when it is first shown. */
  load: () => Promise<{ default: ComponentType }>;
  /** Its place in the navigation; a page without one is reached from other pages. */
  section?: {
    /** Its name is frame:section.<key>. */
    key: string;
    icon: Icon;
    /** "g" and then this letter go there. */
    letter: string;
  };
  /** About the app, not about a brand: no period, and it stands at the foot of the navigation. */
  app?: boolean;
  /** About a brand, but not about a period. */
  timeless?: boolean;
  /** Shown without the frame. */
  bare?: boolean;
};

/** Every page, in the order of the navigation. A new page is a line here. */
export const pages: readonly Page[] = [
  { path: "/welcome", load: () => import("./welcome-route"), bare: true },
  {
    path: "/overview",
    load: () => import("@/features/overview/page"),
    section: { key: "overview", icon: IconLayoutDashboard, letter: "o" },
  },
  {
    path: "/community",
    load: () => import("@/features/community/page"),
    section: { key: "community", icon: IconMessages, letter: "c" },
  },
  {
    path: "/content",
    load: () => import("@/features/content/page"),
    section: { key: "content", icon: IconPhoto, letter: "p" },
  },
  { path: "/content/times", load: () => import("@/features/content/times-page") },
  { path: "/content/groups", load: () => import("@/features/content/groups-page") },
  {
    path: "/intake",
    load: () => import("@/features/intake/page"),
    section: { key: "intake", icon: IconFileImport, letter: "i" },
    timeless: true,
  },
  {
    path: "/kpi",
    load: () => import("@/features/kpi/page"),
    section: { key: "kpi", icon: IconTargetArrow, letter: "k" },
  },
  { path: "/kpi/explore", load: () => import("@/features/kpi/explorer-page") },
  { path: "/kpi/parts", load: () => import("@/features/kpi/parts-page") },
  { path: "/kpi/campaigns", load: () => import("@/features/kpi/campaigns-page") },
  { path: "/kpi/numbers", load: () => import("@/features/kpi/measurements-page") },
  { path: "/kpi/entry", load: () => import("@/features/kpi/entry-page") },
  { path: "/kpi/targets", load: () => import("@/features/kpi/targets-page") },
  { path: "/kpi/metrics", load: () => import("@/features/kpi/metrics-page") },
  {
    path: "/competitor",
    load: () => import("@/features/competitor/page"),
    section: { key: "competitor", icon: IconUsersGroup, letter: "v" },
  },
  { path: "/competitor/numbers", load: () => import("@/features/competitor/numbers-page") },
  { path: "/competitor/notes", load: () => import("@/features/competitor/notes-page") },
  { path: "/competitor/list", load: () => import("@/features/competitor/register-page"), timeless: true },
  {
    path: "/triage",
    load: () => import("@/features/triage/page"),
    section: { key: "triage", icon: IconInbox, letter: "a" },
  },
  {
    path: "/report",
    load: () => import("@/features/report/page"),
    section: { key: "report", icon: IconFileSpreadsheet, letter: "r" },
  },
  {
    path: "/history",
    load: () => import("@/features/history/page"),
    section: { key: "history", icon: IconHistory, letter: "h" },
    timeless: true,
  },
  {
    path: "/brand",
    load: () => import("@/features/brand/page"),
    section: { key: "brand", icon: IconPalette, letter: "b" },
    timeless: true,
  },
  { path: "/client", load: () => import("@/features/agency/client-page"), timeless: true },
  {
    path: "/clients",
    load: () => import("@/features/agency/clients-page"),
    section: { key: "clients", icon: IconBuilding, letter: "l" },
    app: true,
  },
  { path: "/clients/new", load: () => import("./new-client-route"), app: true },
  {
    path: "/team",
    load: () => import("@/features/agency/team-page"),
    section: { key: "team", icon: IconUsers, letter: "t" },
    app: true,
  },
  {
    path: "/settings",
    load: () => import("@/features/settings/page"),
    section: { key: "settings", icon: IconSettings, letter: "," },
    app: true,
  },
];

/** The page that a person comes to: the first section about a brand, else the first section. */
export const homePath: string =
  pages.find(({ section, app }) => section && !app)?.path ?? pages.find(({ section }) => section)?.path ?? "/welcome";
