import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { currencyChoices, LANGUAGE_CHOICES, ownZone, zoneChoices } from "@/lib/choices";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import classes from "./welcome.module.css";

/** A client to be added; brand is "" where it is called as the client. */
export type ClientDraft = { name: string; brand: string; currency: string; timezone: string; language: string };

export type ClientFormProps = {
  /** Adds the client; a refusal with a field is shown at that field. */
  onSubmit: (draft: ClientDraft) => Promise<unknown>;
};

/** What a new client needs: a name, and what this machine can guess of the rest. */
export function ClientForm({ onSubmit }: ClientFormProps) {
  const { t, language } = useWords();
  const [draft, setDraft] = useState<ClientDraft>(() => ({
    name: "",
    brand: "",
    currency: "EUR",
    timezone: ownZone(),
    language,
  }));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const zones = useMemo(() => zoneChoices(ownZone()), []);
  const currencies = useMemo(() => currencyChoices(language), [language]);
  const field = error instanceof Error && "field" in error ? error.field : "";
  const errorOf = (name: keyof ClientDraft) => (field === name && error instanceof Error ? error.message : undefined);
  const set = (part: Partial<ClientDraft>) => {
    setError(null);
    setDraft((old) => ({ ...old, ...part }));
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      await onSubmit({ ...draft, name: draft.name.trim(), brand: draft.brand.trim() });
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t("welcome:name")}
        required
        withAsterisk={false}
        autoFocus
        value={draft.name}
        error={errorOf("name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t("welcome:brand")}
        placeholder={draft.name}
        value={draft.brand}
        onChange={(event) => set({ brand: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <Select
          label={t("welcome:language")}
          data={[...LANGUAGE_CHOICES]}
          value={draft.language}
          allowDeselect={false}
          error={errorOf("language")}
          onChange={(value) => value && set({ language: value })}
        />
        <Select
          label={t("welcome:currency")}
          data={currencies}
          value={draft.currency}
          searchable
          selectFirstOptionOnChange
          limit={60}
          allowDeselect={false}
          error={errorOf("currency")}
          onChange={(value) => value && set({ currency: value })}
        />
      </div>
      <Select
        label={t("welcome:timezone")}
        data={zones}
        value={draft.timezone}
        searchable
        selectFirstOptionOnChange
        limit={60}
        allowDeselect={false}
        error={errorOf("timezone")}
        onChange={(value) => value && set({ timezone: value })}
      />
      {error !== null && !field && <ErrorNote error={error} />}
      <Button type="submit" loading={busy} disabled={draft.name.trim() === ""}>
        {t("welcome:add")}
      </Button>
    </form>
  );
}
