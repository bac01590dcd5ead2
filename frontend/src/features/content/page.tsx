import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useBrand, useChannels } from "@/bridge/brand";
import {
  deleteFoundPosts,
  deletePosts,
  exportPosts,
  type Post,
  type PostPatch,
  type Tagging,
  tagFoundPosts,
  tagPosts,
  updatePost,
} from "@/bridge/content";
import { useJob } from "@/bridge/jobs";
import { useMetricNames } from "@/bridge/kpi";
import { isOpenable, openLink } from "@/bridge/open-link";
import { start, undo } from "@/bridge/shell";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { usePeriod } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { countSelected, NOTHING, type Selection } from "@/lib/selection";
import { type About, BrandPage } from "@/ui/brand-page";
import { ChosenBar } from "@/ui/chosen-bar";
import { DataTable } from "@/ui/data-table";
import { ExportButton } from "@/ui/export-button";
import { ListJob } from "@/ui/job-card";
import { PageHeader } from "@/ui/page-header";
import { showDone, showFailure, showToast } from "@/ui/toast";
import { columnsOf } from "./columns";
import classes from "./content.module.css";
import { type Choice, comparedBy, filterOf, isFiltered, nextSort } from "./filter";
import { NoPosts } from "./no-posts";
import { PostFilters, usePostWords } from "./post-filters";
import { Tabs } from "./tabs";
import { TagChosen } from "./tag-chosen";
import { useLooking } from "./use-looking";
import { usePosts } from "./use-posts";

/** The posts of the period with their numbers to date: sorted, filtered, mended, exported. */
export default function ContentPage() {
  const { t } = useWords();
  return (
    <BrandPage title={t("frame:section.content")} of={useBrand()}>
      {(about) => <Posts {...about} />}
    </BrandPage>
  );
}

function Posts({ client, brandId }: About) {
  const { t, language } = useWords();
  const { period } = usePeriod();
  const { choice, choose: look } = useLooking();
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const filter = useMemo(() => filterOf(brandId, period, choice), [brandId, period, choice]);
  const { source, whole, ...list } = usePosts(client, filter);
  const { data: channels = [] } = useChannels(client, brandId);
  const { data: started } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const words = usePostWords(client, brandId);
  const metrics = useMetricNames(language);
  const timeZone = started?.clients.find(({ id }) => id === client)?.timezone;
  const total = whole?.total ?? 0;
  const exporting = useJob();

  const choose = (part: Partial<Choice>) => {
    look(part);
    // What is chosen is of what was found.
    if (!("sort" in part)) setSelection(NOTHING);
  };
  const change = useCallback((post: Post, patch: PostPatch) => updatePost(client, post.id, patch), [client]);
  const tag = useCallback((post: Post, change: Tagging) => tagPosts(client, [post.id], change), [client]);
  const open = useCallback(
    (post: Post) => {
      if (isOpenable(post.permalink)) openLink(post.permalink).catch(showFailure);
      else showToast(t("content:no_link"));
    },
    [t],
  );

  const write = (job: string) => exportPosts(client, filter, "", job);
  async function remove(chosen: Selection) {
    const count = countSelected(chosen, total);
    if (count === 0) return;
    try {
      if (chosen.all) await deleteFoundPosts(client, filter, [...chosen.except]);
      else await deletePosts(client, [...chosen.ids]);
      setSelection(NOTHING);
      showDone(t("content:deleted", { count, n: formatNumber(count, language) }), () => undo(client));
    } catch (reason) {
      showFailure(reason);
    }
  }
  async function tagChosen(change: Tagging): Promise<boolean> {
    const count = countSelected(selection, total);
    try {
      if (selection.all) await tagFoundPosts(client, filter, [...selection.except], change);
      else await tagPosts(client, [...selection.ids], change);
      showDone(t("content:tagged", { count, n: formatNumber(count, language) }), () => undo(client));
      return true;
    } catch (reason) {
      showFailure(reason);
      return false;
    }
  }

  const columns = useMemo(() => {
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    const known = { known: whole?.metrics ?? [], rated: whole?.rated ?? 0 };
    const grouped = { compared: comparedBy(filter.sort), words, onTag: tag };
    return columnsOf({
      t,
      language,
      timeZone,
      channels: byId,
      metrics,
      ...known,
      ...grouped,
      onChange: change,
      onOpen: open,
    });
  }, [t, language, timeZone, channels, metrics, whole?.metrics, whole?.rated, change, open, filter.sort, words, tag]);

  const chosen = countSelected(selection, total);
  return (
    <>
      <PageHeader
        title={t("frame:section.content")}
        actions={<ExportButton group={t("content:group")} disabled={total === 0} write={() => exporting.run(write)} />}
      >
        <Tabs />
        <PostFilters
          client={client}
          brandId={brandId}
          choice={choice}
          onChoose={choose}
          note={
            whole &&
            [
              t("content:found", { count: total, n: formatNumber(total, language) }),
              whole.rated > 0 &&
                whole.rated < total &&
                t("content:rated", { count: whole.rated, n: formatNumber(whole.rated, language) }),
            ]
              .filter(Boolean)
              .join(" · ")
          }
        />
      </PageHeader>
      <ListJob title={t("content:exporting")} progress={exporting.progress} onCancel={exporting.stop} />
      {chosen > 0 && (
        <ChosenBar
          said={t("content:chosen", { count: chosen, n: formatNumber(chosen, language) })}
          onDelete={() => void remove(selection)}
          onNone={() => setSelection(NOTHING)}
        >
          <TagChosen words={words} onApply={tagChosen} />
        </ChosenBar>
      )}
      <div className={classes.body}>
        <DataTable
          label={t("content:list")}
          columns={columns}
          rows={source}
          rowId={(post) => post.id}
          loading={list.pending}
          error={list.error}
          onRetry={list.refetch}
          empty={<NoPosts client={client} brandId={brandId} filtered={isFiltered(choice)} />}
          sort={choice.sort}
          onSort={(sort) => choose({ sort: nextSort(choice.sort, sort, metrics) })}
          selection={selection}
          onSelection={setSelection}
          onOpen={open}
          onDelete={(post) => void remove(chosen > 0 ? selection : { all: false, ids: new Set([post.id]) })}
        />
      </div>
    </>
  );
}
