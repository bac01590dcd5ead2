import { ActionIcon, SegmentedControl } from "@mantine/core";
import { IconArrowBackUp, IconHistory } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type Done, historyKeys, listHistory, undoOne } from "@/bridge/history";
import { formatInstant } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useClient } from "@/lib/place";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { showFailure, showToast } from "@/ui/toast";
import classes from "./page.module.css";

const PAGE = 100;

/** What was done for the client at work, or to the agency's own file, and the way to take any of it back. */
export default function HistoryPage() {
  const { t, language } = useWords();
  const { client } = useClient();
  const [agency, setAgency] = useState(false);
  const file = agency ? "" : client;
  const query = useInfiniteQuery({
    queryKey: historyKeys.list(file),
    queryFn: ({ pageParam }) => listHistory(file, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last: Done[]) => (last.length < PAGE ? undefined : last.at(-1)?.id),
  });
  const rows = useMemo(() => query.data?.pages.flat() ?? [], [query.data]);

  const columns = useMemo<Column<Done>[]>(() => {
    const take = (done: Done) => takeBack(file, done, t("history:said", { label: done.text }));
    return [
      { id: "when", header: t("history:when"), width: 176, value: ({ at }) => formatInstant(at, language) },
      { id: "who", header: t("history:who"), width: 108, value: ({ who }) => who || null },
      {
        id: "what",
        header: t("history:what"),
        width: 180,
        grow: true,
        value: ({ text }) => text,
        render: ({ text, undone_at }) => (
          <span className={classes.what} data-undone={undone_at ? true : undefined}>
            {text}
          </span>
        ),
      },
      {
        id: "act",
        header: "",
        width: 96,
        align: "right",
        value: () => "",
        render: (done) =>
          done.undone_at ? (
            <span className={classes.quiet}>{t("history:undone")}</span>
          ) : (
            <ActionIcon
              size={24}
              tabIndex={-1}
              aria-label={t("history:undo_named", { label: done.text })}
              title={t("history:undo_this")}
              onClick={() => take(done)}
            >
              <IconArrowBackUp size={15} stroke={1.6} aria-hidden />
            </ActionIcon>
          ),
      },
    ];
  }, [t, language, file]);

  return (
    <>
      <PageHeader
        title={t("history:title")}
        note={t("history:keys")}
        actions={
          <SegmentedControl
            aria-label={t("history:whose")}
            value={agency ? "agency" : "client"}
            data={[
              { value: "client", label: t("history:client") },
              { value: "agency", label: t("history:agency") },
            ]}
            onChange={(value) => setAgency(value === "agency")}
          />
        }
      />
      <DataTable
        label={t("history:title")}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        loading={query.isPending}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={<EmptyState icon={IconHistory} title={t("history:empty")} text={t("history:empty_text")} />}
        onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
        loadingMore={query.isFetchingNextPage}
        onOpen={(done) => {
          if (!done.undone_at) takeBack(file, done, t("history:said", { label: done.text }));
        }}
      />
    </>
  );
}

function takeBack(client: string, done: Done, said: string) {
  undoOne(client, done.id).then(() => showToast(said), showFailure);
}
