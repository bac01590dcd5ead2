import { SegmentedControl } from "@mantine/core";
import { IconTags } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useChannels } from "@/bridge/brand";
import {
  contentKeys,
  exportGroups,
  type Grouping,
  type GroupQuery,
  groupPosts,
  type PostGroup,
} from "@/bridge/content";
import { useJob } from "@/bridge/jobs";
import { useMetricNames } from "@/bridge/kpi";
import { formatNumber, formatRange } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import type { About } from "@/ui/brand-page";
import { DataTable, type Sort } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ExportButton } from "@/ui/export-button";
import { PageHeader } from "@/ui/page-header";
import classes from "./content.module.css";
import { type Choice, filterOf, GROUPINGS, isFiltered } from "./filter";
import { groupColumns } from "./group-columns";
import { type Line, linesOf } from "./group-rows";
import { MetricField } from "./metric-field";
import { NoPosts } from "./no-posts";
import { PostFilters } from "./post-filters";
import { Tabs } from "./tabs";
import { useLooking } from "./use-looking";

/** Which part of the choice a group is. */
const PARTS = { tag: "tags", pillar: "pillars", type: "types", channel: "channels" } as const satisfies Record<
  string,
  keyof Choice
>;

/** What posts came to by tag, pillar, type or channel, beside the period that the frame compares with. */
export function Groups({ client, brandId }: About) {
  const { t, language } = useWords();
  const { period, compared } = usePeriod();
  const { choice, metric, by, look, choose, openPosts } = useLooking();
  const [sort, setSort] = useState<Sort | null>(null);
  const { data: channels = [] } = useChannels(client, brandId);
  const metrics = useMetricNames(language);
  const writing = useJob();
  const query: GroupQuery = {
    filter: filterOf(brandId, period, choice),
    by,
    metric,
    compare_from: compared?.from ?? "",
    compare_to: compared?.to ?? "",
  };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: contentKeys.groups(client, query),
    queryFn: async () => ({ by, found: await groupPosts(client, query) }),
    placeholderData: keepPreviousData,
  });
  // Names and columns are those of what is shown, while the next is on its way.
  const shownBy = data?.by ?? by;
  const found = data?.found;
  const nameOf = useMemo(() => {
    const handles = new Map(
      channels.map(({ id, platform, handle }) => [id, `${t(`brand:platform.${platform}`)} ${handle}`]),
    );
    return ({ name }: PostGroup) => {
      if (name === "") return t(`content:without.${shownBy}`);
      if (shownBy === "channel") return handles.get(name) ?? name;
      return shownBy === "type" ? t(`content:type.${name}`) : name;
    };
  }, [channels, shownBy, t]);
  const lines = useMemo(() => (found ? linesOf(found, sort, nameOf) : []), [found, sort, nameOf]);
  // Nothing was published then: there is nothing to compare with.
  const against = found?.whole.before?.posts ? compared : null;
  const columns = useMemo(
    () =>
      groupColumns({ found: found ?? nothing(metric), by: shownBy, compared: against, metrics, nameOf, language, t }),
    [found, metric, shownBy, against, metrics, nameOf, language, t],
  );
  const open = (line: Line) => {
    if (line.posts === 0) return;
    openPosts(line.all ? {} : { [PARTS[shownBy]]: [line.name] });
  };
  const nobody = (shownBy === "tag" || shownBy === "pillar") && found?.groups.every(({ name }) => name === "");
  const divisor = metrics.get(metric)?.formula?.under?.[0]?.or && metrics.get(found?.divisors[metric] ?? "")?.name;
  const said = [metrics.get(metric)?.name ?? metric, divisor && `(${divisor})`].filter(Boolean).join(" ");
  return (
    <>
      <PageHeader
        title={t("frame:section.content")}
        note={formatRange(period.from, period.to, language)}
        actions={
          <>
            <SegmentedControl
              aria-label={t("content:group_by")}
              value={by}
              data={GROUPINGS.map((value) => ({ value, label: t(`content:by.${value}`) }))}
              onChange={(value) => {
                setSort(null);
                look({ by: value as (typeof GROUPINGS)[number] });
              }}
            />
            <MetricField
              metric={metric}
              known={found?.metrics ?? []}
              metrics={metrics}
              onChange={(chosen) => look({ metric: chosen })}
            />
            <ExportButton
              group={t("content:group")}
              disabled={lines.length === 0}
              write={() =>
                writing.run((job) =>
                  exportGroups(
                    client,
                    query,
                    lines.filter(({ all }) => !all).map(({ name }) => name),
                    "",
                    job,
                  ),
                )
              }
            />
          </>
        }
      >
        <Tabs />
        <PostFilters
          client={client}
          brandId={brandId}
          choice={choice}
          onChoose={choose}
          note={found && t("content:found", { count: found.whole.posts, n: formatNumber(found.whole.posts, language) })}
        />
      </PageHeader>
      {nobody && found && found.whole.posts > 0 ? (
        <EmptyState
          icon={IconTags}
          title={t(`content:no_${shownBy}`)}
          text={t(`content:no_${shownBy}_text`)}
          action={{ label: t("content:to_posts"), onClick: () => openPosts({}) }}
        />
      ) : (
        <div className={classes.body}>
          <DataTable
            label={t(`content:groups.${shownBy}`)}
            columns={columns}
            rows={lines}
            rowId={(line) => (line.all ? "all" : `group ${line.name}`)}
            loading={isPending}
            error={error ?? undefined}
            onRetry={() => void refetch()}
            empty={<NoPosts client={client} brandId={brandId} filtered={isFiltered(choice)} />}
            sort={sort}
            onSort={(asked) => setSort((old) => nextOf(old, asked))}
            onOpen={open}
          />
        </div>
      )}
      {lines.length > 0 && !nobody && (
        <p className={classes.rule}>
          {t("content:groups_rule", { name: said })}{" "}
          {compared &&
            t(against ? "content:groups_compared" : "content:groups_alone", {
              span: formatRange(compared.from, compared.to, language),
            })}{" "}
          {shownBy === "tag" && t("content:groups_tags")}
        </p>
      )}
    </>
  );
}

/** What stands there until the posts are added up. */
const nothing = (metric: string): Grouping => ({
  metric,
  currency: "",
  metrics: [],
  divisors: {},
  sums: [],
  rates: [],
  groups: [],
  whole: { name: "", posts: 0, share: 0, sums: {}, rates: {}, known: 0 },
});

/** Of numbers the largest first, then the smallest, then as it came; of names the first letter first. */
function nextOf(old: Sort | null, asked: Sort | null): Sort | null {
  const column = asked?.column ?? old?.column;
  if (!column) return null;
  const first = column !== "name";
  if (old?.column !== column) return { column, descending: first };
  return old.descending === first ? { column, descending: !first } : null;
}
