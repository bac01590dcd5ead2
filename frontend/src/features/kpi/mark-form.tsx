import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Channel } from "@/bridge/brand";
import { BridgeError } from "@/bridge/call";
import { addMark } from "@/bridge/kpi";
import { useWords } from "@/lib/language";
import { WRITTEN_KINDS } from "./mark-kind";
import classes from "./marks.module.css";
import { channelName } from "./words";

const DayInput = lazy(async () => ({ default: (await import("@/ui/dates")).DayInput }));

export type MarkFormProps = {
  client: string;
  brandId: string;
  channels: readonly Channel[];
  /** The day that was pointed at. */
  day: string;
  onClose: () => void;
  onAdded: () => void;
};

/** One line to write down what happened: words and Enter. It stays for the next one; Esc closes. */
export function MarkForm({ client, brandId, channels, day, onClose, onAdded }: MarkFormProps) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<string>("incident");
  const [from, setFrom] = useState(day);
  const [to, setTo] = useState("");
  const [place, setPlace] = useState("");
  const [text, setText] = useState("");
  const [link, setLink] = useState("");
  const [error, setError] = useState<{ field: string; message: string } | null>(null);
  useEffect(() => {
    setFrom(day);
    setTo("");
    field.current?.focus();
  }, [day]);

  async function submit(sent: FormEvent) {
    sent.preventDefault();
    try {
      await addMark(client, brandId, { kind, from, to, channel_id: place, text, link });
      setText("");
      setLink("");
      setError(null);
      onAdded();
      field.current?.focus();
    } catch (reason) {
      const wrong = reason instanceof BridgeError ? reason.field : "";
      setError({ field: wrong, message: reason instanceof Error ? reason.message : String(reason) });
    }
  }

  const bad = (name: string) => error?.field === name;
  return (
    <form
      className={classes.form}
      aria-label={t("kpi:mark.add")}
      onSubmit={(sent) => void submit(sent)}
      onKeyDown={(pressed) => pressed.key === "Escape" && onClose()}
    >
      <TextInput
        ref={field}
        className={classes.text}
        label={t("kpi:mark.text")}
        placeholder={t("kpi:mark.text_like")}
        value={text}
        error={bad("text")}
        onChange={(changed) => setText(changed.currentTarget.value)}
      />
      <NativeSelect
        label={t("kpi:mark.kind")}
        value={kind}
        data={WRITTEN_KINDS.map((value) => ({ value, label: t(`kpi:mark.${value}`) }))}
        onChange={(changed) => setKind(changed.currentTarget.value)}
      />
      <Suspense fallback={<TextInput label={t("kpi:mark.day")} value="" readOnly />}>
        <div className={classes.day}>
          <DayInput label={t("kpi:mark.day")} value={from} error={bad("from")} onChange={setFrom} />
        </div>
        <div className={classes.day}>
          <DayInput label={t("kpi:mark.last_day")} value={to} error={bad("to")} onChange={setTo} />
        </div>
      </Suspense>
      <NativeSelect
        className={classes.place}
        label={t("kpi:channel")}
        value={place}
        error={bad("channel_id")}
        data={[
          { value: "", label: t("kpi:whole_brand") },
          ...channels.map((channel) => ({ value: channel.id, label: channelName(channel, t) })),
        ]}
        onChange={(changed) => setPlace(changed.currentTarget.value)}
      />
      <TextInput
        className={classes.link}
        label={t("kpi:mark.link")}
        placeholder="https://"
        value={link}
        error={bad("link")}
        onChange={(changed) => setLink(changed.currentTarget.value)}
      />
      <Button type="submit">{t("kpi:add")}</Button>
      <Button variant="subtle" color="gray" onClick={onClose}>
        {t("ui:close")}
      </Button>
      <p className={classes.note} role="status">
        {error?.message}
      </p>
    </form>
  );
}
