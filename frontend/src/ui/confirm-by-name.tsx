import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useWords } from "@/lib/language";
import classes from "./confirm-by-name.module.css";
import { ErrorNote } from "./error-note";

export type ConfirmByNameProps = {
  opened: boolean;
  onClose: () => void;
  /** What is about to happen: "Delete client". */
  title: string;
  /** What it means, and how it can be taken back. */
  text: string;
  /** The name that has to be typed. */
  name: string;
  /** The word on the button. */
  confirm: string;
  /** Does it; the dialog closes when it succeeds and shows the sentence when it does not. */
  onConfirm: () => Promise<void>;
};

/** Asks to type a name before something large is done. */
export function ConfirmByName(props: ConfirmByNameProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} size={420}>
      {props.opened && <Form {...props} />}
    </Modal>
  );
}

function Form({ text, name, confirm, onConfirm, onClose }: ConfirmByNameProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const matches = typed.trim() === name.trim();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!matches || busy) return;
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <p>{text}</p>
      <TextInput
        label={t("ui:confirm.type_name", { name })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      {error !== null && <ErrorNote error={error} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t("ui:cancel")}
        </Button>
        <Button type="submit" className={classes.danger} disabled={!matches} loading={busy}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}
