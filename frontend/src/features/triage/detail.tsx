import { Button, Drawer } from "@mantine/core";
import { IconArrowRight, IconExternalLink } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { Person } from "@/bridge/agency";
import type { Channel } from "@/bridge/brand";
import { type Metric, useMetrics } from "@/bridge/kpi";
import { isOpenable, openLink } from "@/bridge/open-link";
import { type Item, STATES, type State } from "@/bridge/triage";
import { formatDay, formatInstant } from "@/lib/format";
import { useWords } from "@/lib/language";
import { Keys } from "@/ui/kbd";
import { PassportLine } from "@/ui/passport-popover";
import { type Status, StatusBadge } from "@/ui/status-badge";
import { showFailure } from "@/ui/toast";
import { KEYS } from "./decide-bar";
import { Kind, StateMark } from "./marks";
import classes from "./triage.module.css";
import { aboutOf, neededOf, writeStand } from "./words";

/** Where the origins of items stand. */
const PLACES: Record<string, string> = {
  competitor: "/competitor/notes",
  community: "/community",
  kpi: "/kpi/targets",
};

export type DetailProps = {
  /** The item that is open; null closes. */
  item: Item | null;
  channels: ReadonlyMap<string, Channel>;
  team: readonly Person[];
  /** The client's time zone; undefined until it is known. */
  zone: string | undefined;
  /** A reason is asked for, and has the focus once this closes. */
  deciding: boolean;
  onState: (state: State) => void;
  onClose: () => void;
};

/** An item opened: all that is known of it, what was decided, and the way to where it comes from. */
export function Detail({ item, channels, team, zone, deciding, onState, onClose }: DetailProps) {
  const { t, language } = useWords();
  const metrics = useMetrics(language);
  return (
    <Drawer
      opened={item !== null}
      onClose={onClose}
      returnFocus={!deciding}
      onKeyDown={(event) => {
        const state = STATES.find((one) => KEYS[one] === event.key && one !== item?.state);
        if (!state || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault(); // else the key is typed into the reason
        onState(state);
      }}
      position="right"
      size={520}
      overlayProps={{ backgroundOpacity: 0.2 }}
      classNames={{ title: classes.title }}
      title={item && (aboutOf(item, metrics, channels, t) || t(`triage:origin.${item.origin}`))}
      closeButtonProps={{ "aria-label": t("ui:close") }}
      transitionProps={{ duration: 0 }}
    >
      {item && (
        <>
          <Facts item={item} metrics={metrics} team={team} zone={zone} />
          <div className={classes.acts}>
            {STATES.filter((state) => state !== item.state).map((state) => (
              <Button
                key={state}
                variant="default"
                rightSection={<Keys keys={KEYS[state]} />}
                onClick={() => onState(state)}
              >
                {t(`triage:do.${state}`)}
              </Button>
            ))}
          </div>
          <Origin item={item} />
        </>
      )}
    </Drawer>
  );
}

function Facts({
  item,
  team,
  zone,
}: {
  item: Item;
  metrics: readonly Metric[];
  team: readonly Person[];
  zone?: string;
}) {
  const words = useWords();
  const { t, language } = words;
  const { stand } = item;
  const who = item.who || team.find(({ id }) => id === item.person_id)?.name;
  const needed = neededOf(item, words);
  return (
    <>
      <PassportLine label={t("triage:kind")}>
        <Kind kind={item.kind} />
      </PassportLine>
      <PassportLine label={t("triage:state")}>
        <StateMark state={item.state} />
        {item.reason !== "" && <span className={classes.said}>{item.reason}</span>}
        {item.decided_at && (
          <span className={classes.quiet}>
            {[item.decided_by, formatInstant(item.decided_at, language, zone)].filter(Boolean).join(" · ")}
          </span>
        )}
      </PassportLine>
      <PassportLine label={t("triage:day")}>
        {formatDay(item.day, language)}
        {item.earlier && ` · ${t("triage:earlier")}`}
      </PassportLine>
      {stand && (
        <>
          <PassportLine label={t("triage:status")}>
            <StatusBadge status={stand.status as Status} />
          </PassportLine>
          <PassportLine label={t("triage:actual")}>{writeStand(item, stand.actual, words)}</PassportLine>
          <PassportLine label={t("triage:expected")}>{writeStand(item, stand.expected_value, words)}</PassportLine>
          <PassportLine label={t("triage:target")}>
            {writeStand(item, stand.target.value, words)} · {formatDay(stand.to, language)}
          </PassportLine>
          {needed && <PassportLine label={t("triage:left")}>{needed}</PassportLine>}
          {stand.forecast !== null && stand.forecast !== undefined && (
            <PassportLine label={t("triage:forecast")}>
              {writeStand(item, stand.forecast, words)} ({writeStand(item, stand.low, words)} –{" "}
              {writeStand(item, stand.high, words)})
            </PassportLine>
          )}
        </>
      )}
      {item.text !== "" && <PassportLine label={t("triage:text")}>{item.text}</PassportLine>}
      {item.answer !== "" && <PassportLine label={t("triage:answer")}>{item.answer}</PassportLine>}
      {item.mark !== "" && (
        <PassportLine label={t("triage:mark")}>
          {item.mark === "escalated" ? t("triage:escalated") : `#${item.mark}`}
        </PassportLine>
      )}
      {who && <PassportLine label={t("triage:who")}>{who}</PassportLine>}
      {isOpenable(item.link) && (
        <PassportLine label={t("triage:link")}>
          <a
            href={item.link}
            onClick={(event) => {
              event.preventDefault();
              openLink(item.link).catch(showFailure);
            }}
          >
            {item.link} <IconExternalLink size={13} aria-hidden />
          </a>
        </PassportLine>
      )}
    </>
  );
}

/** Leads to where the item comes from, at its own row. */
function Origin({ item }: { item: Item }) {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <Button
      rightSection={<IconArrowRight size={16} aria-hidden />}
      onClick={() =>
        void navigate({
          to: PLACES[item.origin] ?? "/overview",
          search: (old: Record<string, unknown>) => ({
            ...old,
            item: item.origin_id,
            ...(item.origin === "kpi" ? {} : { period: item.day.slice(0, 7) }),
          }),
        })
      }
    >
      {t(`triage:open.${item.origin}`)}
    </Button>
  );
}
