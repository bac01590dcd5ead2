import { Button } from "@mantine/core";
import { IconArchive, IconArchiveOff, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useId, useMemo, useState } from "react";
import { type Client, type ClientPatch, deleteClient, type Person, updateClient } from "@/bridge/agency";
import { start } from "@/bridge/shell";
import { currencyChoices, LANGUAGE_CHOICES, zoneChoices } from "@/lib/choices";
import { useWords } from "@/lib/language";
import { useClient } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { CheckField } from "@/ui/check-field";
import { ConfirmByName } from "@/ui/confirm-by-name";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { PersonBadge } from "@/ui/person-badge";
import { SaveField } from "@/ui/save-field";
import { showFailure, showToast } from "@/ui/toast";
import { OfficeHours } from "./office-hours";
import classes from "./page.module.css";

/** Everything that is set of the client at work. */
export default function ClientPage() {
  const { t } = useWords();
  const { client: id } = useClient();
  const { data, error, refetch } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const client = data?.clients.find((one) => one.id === id);
  return (
    <>
      <PageHeader title={client?.name ?? t("agency:client")} note={client?.archived && t("agency:archived")} />
      <div className={classes.page}>
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {data && !client && <ErrorNote error={new Error(t("agency:no_client"))} />}
        {client && <Fields key={client.id} client={client} team={data?.team ?? []} />}
      </div>
    </>
  );
}

function Fields({ client, team }: { client: Client; team: readonly Person[] }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const currencies = useMemo(() => currencyChoices(language), [language]);
  const zones = useMemo(() => zoneChoices(client.timezone), [client.timezone]);
  const save = (patch: ClientPatch) => updateClient(client.id, patch);

  return (
    <div className={classes.sections}>
      <Section title={t("agency:basics")} text={t("agency:basics_text")}>
        <div className={classes.fields}>
          <SaveField kind="text" label={t("agency:name")} value={client.name} onSave={(name) => save({ name })} />
          <SaveField
            kind="text"
            label={t("agency:slug")}
            description={t("agency:slug_text")}
            value={client.slug}
            onSave={(slug) => save({ slug })}
          />
          <SaveField
            kind="select"
            label={t("agency:reports_in")}
            value={client.language}
            choices={LANGUAGE_CHOICES}
            onSave={(value) => save({ language: value })}
          />
          <SaveField
            kind="select"
            search
            label={t("agency:currency")}
            value={client.currency}
            choices={currencies}
            onSave={(currency) => save({ currency })}
          />
          <div className={classes.wide}>
            <SaveField
              kind="select"
              search
              label={t("agency:timezone")}
              description={t("agency:timezone_text")}
              value={client.timezone}
              choices={zones}
              onSave={(timezone) => save({ timezone })}
            />
          </div>
        </div>
      </Section>
      <Section title={t("agency:office_hours")} text={t("agency:office_hours_text")}>
        <OfficeHours hours={client.office_hours} onSave={(hours) => save({ office_hours: hours })} />
      </Section>
      <Section title={t("agency:team")} text={t("agency:client_team_text")}>
        {team.length === 0 ? (
          <p className={classes.quiet}>
            {t("agency:no_team")}{" "}
            <Button variant="default" onClick={() => void navigate({ to: "/team" })}>
              {t("agency:go_to_team")}
            </Button>
          </p>
        ) : (
          <CheckField
            label={t("agency:works_for_it")}
            choices={team.map(({ id, name, initials, color }) => ({
              value: id,
              label: name,
              mark: <PersonBadge initials={initials} colour={color} />,
            }))}
            chosen={client.team.filter((id) => team.some((person) => person.id === id))}
            onSave={(ids) => save({ team: ids })}
          />
        )}
      </Section>
      <Section title={t("agency:notes")} text={t("agency:notes_text")}>
        <SaveField
          kind="text"
          rows={4}
          label={t("agency:notes")}
          value={client.notes}
          onSave={(notes) => save({ notes })}
        />
      </Section>
      <Section title={t("agency:ending")} text={t("agency:ending_text")}>
        <div className={classes.danger}>
          <Button
            variant="default"
            leftSection={
              client.archived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />
            }
            onClick={() => save({ archived: !client.archived }).catch(showFailure)}
          >
            {client.archived ? t("agency:unarchive") : t("agency:archive")}
          </Button>
          <Button
            variant="default"
            c="var(--bl-bad)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            {t("agency:delete_client")}
          </Button>
        </div>
        <ConfirmByName
          opened={deleting}
          onClose={() => setDeleting(false)}
          title={t("agency:delete_client")}
          text={t("agency:delete_text", { name: client.name })}
          name={client.name}
          confirm={t("agency:delete_client")}
          onConfirm={async () => {
            await deleteClient(client.id, client.name);
            showToast(t("agency:deleted", { name: client.name }));
            await navigate({ to: "/clients" });
          }}
        />
      </Section>
    </div>
  );
}

function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <h2 id={id} className={classes.heading}>
          {title}
        </h2>
        <p className={classes.quiet}>{text}</p>
      </div>
      <div>{children}</div>
    </section>
  );
}
