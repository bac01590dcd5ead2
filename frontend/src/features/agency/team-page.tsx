import { Button, CloseButton, TextInput } from "@mantine/core";
import { IconCheck, IconTrash, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { addPerson, type Client, deletePerson, type Person, ROLES, updateClient, updatePerson } from "@/bridge/agency";
import { start, undo, updateSettings } from "@/bridge/shell";
import { useWords } from "@/lib/language";
import { frameKeys } from "@/lib/query-keys";
import { useShortcuts } from "@/lib/shortcuts";
import { CheckField } from "@/ui/check-field";
import { ColourField } from "@/ui/colour-field";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { PersonBadge } from "@/ui/person-badge";
import { SaveField } from "@/ui/save-field";
import { showDone, showFailure } from "@/ui/toast";
import classes from "./page.module.css";

/** The team: who it is, what each does, and for whom. */
export default function TeamPage() {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const [opened, setOpened] = useState<string | null>(null);
  const team = data?.team ?? [];
  const clients = data?.clients;
  const me = data?.settings.me;
  const person = team.find(({ id }) => id === opened);

  const remove = (one: Person) =>
    deletePerson(one.id).then(() => showDone(t("agency:removed", { name: one.name }), () => undo("")), showFailure);
  const columns = useMemo<Column<Person>[]>(
    () => [
      {
        id: "name",
        header: t("agency:name"),
        width: 220,
        grow: true,
        sortable: true,
        value: ({ name }) => name,
        render: ({ id, name, initials, color }) => (
          <span className={classes.who}>
            <PersonBadge initials={initials} colour={color} />
            {name}
            {id === me && <IconCheck size={15} aria-label={t("agency:is_me")} />}
          </span>
        ),
      },
      {
        id: "roles",
        header: t("agency:roles"),
        width: 300,
        value: ({ roles }) => roles.map((role) => t(`agency:role.${role}`)).join(", ") || null,
      },
      {
        id: "clients",
        header: t("agency:clients"),
        width: 260,
        value: ({ id }) =>
          (clients ?? [])
            .filter((client) => client.team.includes(id))
            .map(({ name }) => name)
            .join(", ") || null,
      },
    ],
    [t, me, clients],
  );

  return (
    <div className={classes.tables}>
      <PageHeader title={t("agency:team")} note={data && t("agency:people", { count: team.length })} />
      <AddLine onAdd={addPerson} />
      <div className={classes.split}>
        <DataTable
          label={t("agency:team")}
          columns={columns}
          rows={team}
          rowId={({ id }) => id}
          loading={isPending}
          error={error}
          onRetry={() => void refetch()}
          empty={<EmptyState icon={IconUsers} title={t("agency:no_team")} text={t("agency:no_team_text")} />}
          onOpen={({ id }) => setOpened(id)}
          onDelete={remove}
        />
        {person && (
          <PersonPanel
            key={person.id}
            person={person}
            clients={clients ?? []}
            isMe={person.id === me}
            onMe={() => updateSettings({ me: person.id }).then(() => refetch(), showFailure)}
            onRemove={() => void remove(person)}
            onClose={() => setOpened(null)}
          />
        )}
      </div>
    </div>
  );
}

/** One line that adds a person; a refusal stays under it. */
function AddLine({ onAdd }: { onAdd: (person: { name: string }) => Promise<unknown> }) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  useShortcuts([
    { keys: "n", label: t("agency:add_person"), group: t("agency:team"), run: () => field.current?.focus() },
  ]);
  async function add(event: FormEvent) {
    event.preventDefault();
    try {
      await onAdd({ name });
      setName("");
      setError(null);
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  }
  return (
    <form className={classes.addLine} onSubmit={add}>
      <TextInput
        ref={field}
        aria-label={t("agency:add_person")}
        placeholder={t("agency:add_person_line")}
        value={name}
        error={error}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setError(null);
        }}
      />
    </form>
  );
}

type PanelProps = {
  person: Person;
  clients: readonly Client[];
  isMe: boolean;
  onMe: () => void;
  onRemove: () => void;
  onClose: () => void;
};

function PersonPanel({ person, clients, isMe, onMe, onRemove, onClose }: PanelProps) {
  const { t } = useWords();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector("input")?.focus(), []);
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    onClose();
    // Back to the list that it was opened from.
    panel.current?.parentElement?.querySelector<HTMLElement>("[role=grid]")?.focus();
  };
  const works = clients.filter((client) => client.team.includes(person.id)).map(({ id }) => id);

  /** Puts the person into the teams of the chosen clients and out of the others. */
  async function assign(chosen: string[]) {
    for (const client of clients) {
      const was = client.team.includes(person.id);
      const is = chosen.includes(client.id);
      if (was === is) continue;
      const team = is ? [...client.team, person.id] : client.team.filter((id) => id !== person.id);
      await updateClient(client.id, { team });
    }
  }

  return (
    <aside ref={panel} className={classes.panel} aria-label={person.name} onKeyDown={close}>
      <div className={classes.panelHead}>
        <PersonBadge initials={person.initials} colour={person.color} size={28} />
        <h2 className={classes.panelTitle}>{person.name}</h2>
        <CloseButton aria-label={t("ui:close")} onClick={onClose} />
      </div>
      <div className={classes.panelFields}>
        <SaveField
          kind="text"
          label={t("agency:name")}
          value={person.name}
          onSave={(name) => updatePerson(person.id, { name })}
        />
        <SaveField
          kind="text"
          label={t("agency:initials")}
          value={person.initials}
          onSave={(initials) => updatePerson(person.id, { initials })}
        />
        <ColourField
          label={t("agency:colour")}
          value={person.color}
          onSave={(color) => updatePerson(person.id, { color })}
        />
        <CheckField
          label={t("agency:roles")}
          choices={ROLES.map((role) => ({ value: role, label: t(`agency:role.${role}`) }))}
          chosen={person.roles}
          onSave={(roles) => updatePerson(person.id, { roles })}
        />
        {clients.length > 0 && (
          <CheckField
            label={t("agency:works_for")}
            choices={clients.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={works}
            onSave={assign}
          />
        )}
        <div className={classes.danger}>
          <Button variant="default" disabled={isMe} onClick={onMe}>
            {isMe ? t("agency:is_me") : t("agency:i_am_this")}
          </Button>
          <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={onRemove}>
            {t("agency:remove")}
          </Button>
        </div>
      </div>
    </aside>
  );
}
