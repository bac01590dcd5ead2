import { Button } from "@mantine/core";
import { IconArchive, IconBuilding, IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { agencyKeys, type Client, listTrash, type Person, restoreClient } from "@/bridge/agency";
import { start } from "@/bridge/shell";
import { formatInstant } from "@/lib/format";
import { useWords } from "@/lib/language";
import { matches } from "@/lib/match";
import type { Place } from "@/lib/place";
import { frameKeys } from "@/lib/query-keys";
import { useShortcuts } from "@/lib/shortcuts";
import { type Column, DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { ErrorNote } from "@/ui/error-note";
import { FilterBar } from "@/ui/filter-bar";
import { PageHeader } from "@/ui/page-header";
import { PersonBadge } from "@/ui/person-badge";
import { showFailure, showToast } from "@/ui/toast";
import classes from "./page.module.css";

const NONE: readonly Client[] = [];

/** Every client, those in the archive too, and the trash. */
export default function ClientsPage() {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useQuery({ queryKey: frameKeys.start(), queryFn: start });
  const [search, setSearch] = useState("");
  const clients = data?.clients ?? NONE;
  const found = useMemo(
    () => clients.filter((client) => matches(search, `${client.name} ${client.slug}`)),
    [clients, search],
  );
  const team = data?.team;
  const add = () => void navigate({ to: "/clients/new" });
  useShortcuts([{ keys: "n", label: t("agency:add_client"), group: t("agency:clients"), run: add }]);

  const columns = useMemo<Column<Client>[]>(
    () => [
      { id: "name", header: t("agency:name"), width: 220, grow: true, sortable: true, value: (client) => client.name },
      {
        id: "state",
        header: t("agency:state"),
        width: 100,
        sortable: true,
        value: (client) => (client.archived ? t("agency:archived") : t("agency:active")),
        render: (client) =>
          client.archived ? (
            <span className={classes.who}>
              <IconArchive size={15} stroke={1.5} aria-hidden />
              {t("agency:archived")}
            </span>
          ) : (
            t("agency:active")
          ),
      },
      {
        id: "language",
        header: t("agency:language"),
        width: 110,
        sortable: true,
        value: (client) => (client.language === "es" ? "Español" : "English"),
      },
      { id: "currency", header: t("agency:currency"), width: 90, sortable: true, value: (client) => client.currency },
      { id: "zone", header: t("agency:timezone"), width: 150, sortable: true, value: (client) => client.timezone },
      {
        id: "team",
        header: t("agency:team"),
        width: 140,
        value: (client) => names(client, team).join(", "),
        render: (client) => <Badges client={client} team={team} />,
      },
    ],
    [t, team],
  );

  return (
    <div className={classes.tables}>
      <PageHeader
        title={t("agency:clients")}
        note={data && t("agency:count", { count: clients.length })}
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t("agency:add_client")}
          </Button>
        }
      >
        {clients.length > 0 && (
          <FilterBar
            search={{ value: search, placeholder: t("agency:search"), onChange: setSearch }}
            filters={[]}
            keeps
          />
        )}
      </PageHeader>
      <DataTable
        label={t("agency:clients")}
        columns={columns}
        rows={found}
        rowId={(client) => client.id}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        empty={
          clients.length > 0 ? (
            <EmptyState icon={IconSearch} title={t("agency:nothing_found")} text={t("agency:nothing_found_text")} />
          ) : (
            <EmptyState
              icon={IconBuilding}
              title={t("agency:no_clients")}
              text={t("agency:no_clients_text")}
              action={{ label: t("agency:add_client"), icon: IconPlus, onClick: add }}
            />
          )
        }
        onOpen={(client) => {
          const search = (old: Place) => ({ ...old, client: client.id, brand: undefined });
          void navigate({ to: "/client", search });
        }}
      />
      <TrashList language={language} />
    </div>
  );
}

const names = (client: Client, team: readonly Person[] | undefined) =>
  (team ?? []).filter(({ id }) => client.team.includes(id)).map(({ name }) => name);

function Badges({ client, team = [] }: { client: Client; team?: readonly Person[] }) {
  const own = team.filter(({ id }) => client.team.includes(id));
  if (own.length === 0) return "–";
  return (
    <span className={classes.badges} role="img" aria-label={names(client, team).join(", ")}>
      {own.map(({ id, initials, color }) => (
        <PersonBadge key={id} initials={initials} colour={color} />
      ))}
    </span>
  );
}

function TrashList({ language }: { language: string }) {
  const { t } = useWords();
  const { data, error } = useQuery({ queryKey: agencyKeys.trash(), queryFn: listTrash });
  if (error) return <ErrorNote error={error} />;
  if (!data || data.length === 0) return null;
  return (
    <section className={classes.gone} aria-label={t("agency:trash")}>
      <h2 className={classes.heading}>{t("agency:trash")}</h2>
      <p className={classes.quiet}>{t("agency:trash_text")}</p>
      {data.map((client) => (
        <div key={client.id} className={classes.goneLine}>
          <span className={classes.goneName}>{client.name}</span>
          <span className={classes.quiet}>
            {t("agency:deleted_on", { when: formatInstant(client.deleted_at ?? "", language) })}
          </span>
          <Button
            variant="default"
            aria-label={t("agency:restore_name", { name: client.name })}
            onClick={() =>
              restoreClient(client.id).then(() => showToast(t("agency:restored", { name: client.name })), showFailure)
            }
          >
            {t("agency:restore")}
          </Button>
        </div>
      ))}
    </section>
  );
}
