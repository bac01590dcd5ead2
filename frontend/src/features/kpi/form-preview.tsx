import { Button, Modal, Table } from "@mantine/core";
import { useState } from "react";
import type { Channel } from "@/bridge/brand";
import { type Form, takeForm } from "@/bridge/intake";
import { useMetricNames } from "@/bridge/kpi";
import { undo } from "@/bridge/shell";
import { formatNumber, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useReturnFocus } from "@/lib/return-focus";
import { ErrorNote } from "@/ui/error-note";
import { showDone } from "@/ui/toast";
import classes from "./entry.module.css";
import { channelName, spanName } from "./words";

/** A template that came back. */
export type ReadBack = { path: string; form: Form };

/** Rows that are listed; the counts above hold for all. */
const LISTED = 200;

/** What a template that was filled in would change, and what in it is not read; nothing changes before it is accepted. */
export function FormPreview({
  client,
  brandId,
  back: { path, form },
  channels,
  onClose,
  onAgain,
}: {
  client: string;
  brandId: string;
  back: ReadBack;
  channels: readonly Channel[];
  onClose: () => void;
  onAgain: () => void;
}) {
  const { t, language } = useWords();
  useReturnFocus();
  const metrics = useMetricNames(language);
  const [taking, setTaking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const changes = form.cells.length;
  const n = (count: number) => formatNumber(count, language);
  const value = (one: number | null | undefined) => formatNumber(one, language, 6);

  async function take() {
    setTaking(true);
    setError(null);
    try {
      await takeForm(client, brandId, path, form.hash);
      onClose();
      showDone(t("kpi:typed_many", { count: changes, n: n(changes) }), () => undo(client));
    } catch (reason) {
      setError(reason);
    } finally {
      setTaking(false);
    }
  }

  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("kpi:form.preview", { file: form.file })}
      size={760}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <div className={classes.preview}>
        <p role="status">
          {[
            t("kpi:form.added", { count: form.added, n: n(form.added) }),
            t("kpi:form.changed", { count: form.changed, n: n(form.changed) }),
            t("kpi:form.same", { count: form.same, n: n(form.same) }),
            ...(form.kept > 0 ? [t("kpi:form.kept", { count: form.kept, n: n(form.kept) })] : []),
          ].join(" · ")}
        </p>
        {form.problems.length > 0 && (
          <section aria-label={t("kpi:form.problems")}>
            <h2 className={classes.heading}>
              {t("kpi:form.problem", { count: form.problems.length, n: n(form.problems.length) })}
            </h2>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it takes the focus. */}
            <div className={classes.list} tabIndex={0}>
              <Table>
                <Table.Tbody>
                  {form.problems.slice(0, LISTED).map((problem) => (
                    <Table.Tr key={`${problem.sheet}!${problem.cell}`}>
                      <Table.Th scope="row" className={classes.where}>{`${problem.sheet}!${problem.cell}`}</Table.Th>
                      <Table.Td className={classes.bad}>{problem.message}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
            <Rest count={form.problems.length - LISTED} />
          </section>
        )}
        {changes > 0 && (
          <section aria-label={t("kpi:form.changes")}>
            <h2 className={classes.heading}>{t("kpi:form.changes")}</h2>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it takes the focus. */}
            <div className={classes.list} tabIndex={0}>
              <Table stickyHeader>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("kpi:form.cell")}</Table.Th>
                    <Table.Th>{t("kpi:channel")}</Table.Th>
                    <Table.Th>{t("kpi:metric")}</Table.Th>
                    <Table.Th>{t("kpi:form.span")}</Table.Th>
                    <Table.Th className={classes.number}>{t("kpi:form.before")}</Table.Th>
                    <Table.Th className={classes.number}>{t("kpi:form.after")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {form.cells.slice(0, LISTED).map((cell) => {
                    const channel = byId.get(cell.channel_id);
                    return (
                      <Table.Tr key={`${cell.sheet}!${cell.cell}`}>
                        <Table.Td className={classes.where}>{cell.cell}</Table.Td>
                        <Table.Td>{channel ? channelName(channel, t) : MISSING}</Table.Td>
                        <Table.Td>{metrics.get(cell.metric)?.name ?? cell.metric}</Table.Td>
                        <Table.Td>{spanName(cell.grain, cell.day, language)}</Table.Td>
                        <Table.Td className={classes.number}>{value(cell.before)}</Table.Td>
                        <Table.Td className={classes.number}>{value(cell.value)}</Table.Td>
                      </Table.Tr>
                    );
                  })}
                </Table.Tbody>
              </Table>
            </div>
            <Rest count={changes - LISTED} />
          </section>
        )}
        {error !== null && <ErrorNote error={error} onRetry={onAgain} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t("ui:cancel")}
          </Button>
          <Button data-autofocus disabled={changes === 0} loading={taking} onClick={() => void take()}>
            {t("kpi:form.take", { count: changes, n: n(changes) })}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Rest({ count }: { count: number }) {
  const { t, language } = useWords();
  return count > 0 ? (
    <p className={classes.rest}>{t("kpi:form.rest", { count, n: formatNumber(count, language) })}</p>
  ) : null;
}
