import { Modal } from "@mantine/core";
import { IconHash } from "@tabler/icons-react";
import { useMemo } from "react";
import { renameTopic, type TopicCount, useTopics } from "@/bridge/community";
import { formatNumber } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useReturnFocus } from "@/lib/return-focus";
import { TextCell } from "@/ui/cell-editor";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { showToast } from "@/ui/toast";
import classes from "./community.module.css";

/** The topics of a brand: renamed everywhere at once, and merged by the name of another. */
export function TopicsDialog({ client, brandId, onClose }: { client: string; brandId: string; onClose: () => void }) {
  const { t, language } = useWords();
  useReturnFocus();
  const { data = [], error, isPending, refetch } = useTopics(client, brandId);
  const columns = useMemo<Column<TopicCount>[]>(
    () => [
      {
        id: "topic",
        header: t("community:topic"),
        width: 200,
        grow: true,
        sortable: true,
        value: ({ topic }) => topic,
        editor: ({ row, close }) => (
          <TextCell
            label={t("community:topic")}
            value={row.topic}
            onSave={async (name) => {
              const count = await renameTopic(client, row.topic, name);
              showToast(t("community:renamed", { count, n: formatNumber(count, language) }));
            }}
            close={close}
          />
        ),
      },
      ...(["entries", "quantity"] as const).map(
        (id): Column<TopicCount> => ({
          id,
          header: id === "entries" ? t("community:entries") : t("community:quantity"),
          width: 100,
          align: "right",
          sortable: true,
          value: (row) => row[id],
          render: (row) => formatNumber(row[id], language),
        }),
      ),
    ],
    [t, language, client],
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t("community:topics_title")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <p className={classes.note}>{t("community:topics_text")}</p>
      <div className={classes.topicsList}>
        <DataTable
          label={t("community:topics_title")}
          columns={columns}
          rows={data}
          rowId={({ topic }) => topic}
          loading={isPending}
          error={error}
          onRetry={() => void refetch()}
          empty={<EmptyState icon={IconHash} title={t("community:no_topics")} text={t("community:no_topics_text")} />}
        />
      </div>
    </Modal>
  );
}
