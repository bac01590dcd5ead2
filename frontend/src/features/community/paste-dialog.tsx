import { Button, Modal, NativeSelect, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Channel } from "@/bridge/brand";
import { toBridgeError } from "@/bridge/call";
import { addActivities, KINDS, type Pasted, readPaste } from "@/bridge/community";
import { undo } from "@/bridge/shell";
import { formatInstant, formatNumber, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { useReturnFocus } from "@/lib/return-focus";
import { showDone, showFailure } from "@/ui/toast";
import { channelName } from "./columns";
import classes from "./community.module.css";

export type PasteDialogProps = {
  client: string;
  brandId: string;
  channels: readonly Channel[];
  timeZone: string | undefined;
  /** Id of the person at work, or "". */
  me: string;
  onClose: () => void;
};

const SHOWN = 100;

/** Rows copied from a spreadsheet: what was understood is shown, and nothing is written until it is confirmed. */
export function PasteDialog({ client, brandId, channels, timeZone, me, onClose }: PasteDialogProps) {
  const { t, language } = useWords();
  useReturnFocus();
  const [text, setText] = useState("");
  const [channel, setChannel] = useState(channels.length === 1 ? (channels[0]?.id ?? "") : "");
  const [kind, setKind] = useState("");
  const [order, setOrder] = useState("");
  const pasted = useDeferredValue(text);
  const { data, error } = useQuery({
    queryKey: ["community", client, "paste", brandId, pasted, channel, kind, order, language],
    queryFn: () => readPaste(client, brandId, pasted, { channel_id: channel, kind, person_id: me, date_order: order }),
    enabled: pasted.trim() !== "",
    gcTime: 0,
    retry: false,
    placeholderData: (old) => (pasted.trim() === "" ? undefined : old),
  });
  const good = data ? data.rows.filter((row) => row.errors.length === 0) : [];
  const add = useMutation({
    mutationFn: () =>
      addActivities(
        client,
        good.map((row) => row.entry),
      ),
    onSuccess: (count) => {
      showDone(t("community:pasted", { count, n: formatNumber(count, language) }), () => undo(client));
      onClose();
    },
    onError: showFailure,
  });
  const ask = data?.ask_date_order || order !== "";

  return (
    <Modal
      opened
      onClose={onClose}
      size={960}
      title={t("community:paste")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <div className={classes.paste}>
        <Textarea
          data-autofocus
          label={t("community:paste_here")}
          description={t("community:paste_text")}
          minRows={4}
          maxRows={8}
          autosize
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={classes.options}>
          <NativeSelect
            label={t("community:paste_channel")}
            value={channel}
            data={[
              { value: "", label: t("community:as_pasted") },
              ...channels.map((one) => ({ value: one.id, label: channelName(t, one) })),
            ]}
            onChange={(event) => setChannel(event.currentTarget.value)}
          />
          <NativeSelect
            label={t("community:paste_kind")}
            value={kind}
            data={[
              { value: "", label: t("community:as_pasted") },
              ...KINDS.map((one) => ({ value: one, label: t(`community:kind.${one}`) })),
            ]}
            onChange={(event) => setKind(event.currentTarget.value)}
          />
          {ask && (
            <NativeSelect
              label={t("community:date_order")}
              value={order}
              data={[
                { value: "", label: t("community:date_order.ask") },
                { value: "dmy", label: t("community:date_order.dmy") },
                { value: "mdy", label: t("community:date_order.mdy") },
              ]}
              onChange={(event) => setOrder(event.currentTarget.value)}
            />
          )}
        </div>
        {error && (
          <p className={classes.wrong} role="alert">
            {toBridgeError(error).message}
          </p>
        )}
        {data && !error && <Preview pasted={data} channels={channels} timeZone={timeZone} />}
        <footer className={classes.pasteFoot}>
          {data && data.wrong > 0 && !error && (
            <span role="status">
              {t("community:paste_wrong", { count: data.wrong, n: formatNumber(data.wrong, language) })}
            </span>
          )}
          <Button variant="default" onClick={onClose}>
            {t("ui:cancel")}
          </Button>
          <Button
            disabled={good.length === 0 || Boolean(error) || pasted !== text}
            loading={add.isPending}
            onClick={() => add.mutate()}
          >
            {t("community:paste_add", { count: good.length, n: formatNumber(good.length, language) })}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}

function Preview({ pasted, channels, timeZone }: { pasted: Pasted } & Pick<PasteDialogProps, "channels" | "timeZone">) {
  const { t, language } = useWords();
  const byId = new Map(channels.map((channel) => [channel.id, channel.handle]));
  // What is wrong comes first: it is what a person has to look at.
  const rows = [...pasted.rows].sort((a, b) => Number(b.errors.length > 0) - Number(a.errors.length > 0));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className={classes.preview} tabIndex={0} aria-label={t("community:preview")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("community:row")}</th>
            <th scope="col">{t("community:when")}</th>
            <th scope="col">{t("community:channel")}</th>
            <th scope="col">{t("community:kind")}</th>
            <th scope="col">{t("community:quantity")}</th>
            <th scope="col">{t("community:sentiment")}</th>
            <th scope="col">{t("community:topics")}</th>
            <th scope="col">{t("community:author")}</th>
            <th scope="col">{t("community:text")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map(({ row, entry, errors }) => (
            <tr key={row} data-wrong={errors.length > 0 || undefined}>
              <td>
                {errors.length > 0 && <IconAlertTriangle size={13} aria-hidden />} {row}
              </td>
              {errors.length > 0 ? (
                <td colSpan={8}>{errors.join(" ")}</td>
              ) : (
                <>
                  <td>
                    {formatInstant(entry.received_at ?? entry.answered_at ?? entry.at ?? undefined, language, timeZone)}
                  </td>
                  <td>{byId.get(entry.channel_id) ?? MISSING}</td>
                  <td>{t(`community:kind.${entry.kind}`)}</td>
                  <td>{formatNumber(entry.quantity, language)}</td>
                  <td>{entry.sentiment ? t(`community:sentiment.${entry.sentiment}`) : MISSING}</td>
                  <td>{entry.topics.join(", ")}</td>
                  <td>{entry.author}</td>
                  <td className={classes.previewText}>{entry.text}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN && (
        <p className={classes.note}>{t("community:more_rows", { n: formatNumber(rows.length - SHOWN, language) })}</p>
      )}
    </section>
  );
}
