import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { agencyKeys, listTrash } from "@/bridge/agency";
import { cancelJob, onProgress } from "@/bridge/jobs";
import { fillSample } from "@/bridge/sample";
import { useSettings } from "@/features/settings/settings";
import { ClientForm } from "@/features/welcome/client-form";
import { Welcome } from "@/features/welcome/welcome";
import { frameKeys } from "@/lib/query-keys";
import { showFailure } from "@/ui/toast";
import { useAddClient } from "./add-client";

/** The first screen, joined to the backend. */
export default function WelcomeRoute() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { started, change } = useSettings();
  const { data: trash } = useQuery({ queryKey: agencyKeys.trash(), queryFn: listTrash });
  const others = (trash?.length ?? 0) > 0 || (started?.clients.length ?? 0) > 0;
  const add = useAddClient();
  return (
    <Welcome
      form={<ClientForm onSubmit={add} />}
      onExplore={async (told) => {
        const job = `sample ${Date.now()}`;
        const leave = onProgress(job, ({ done, total }) => told({ done, total, stop: () => void cancelJob(job) }));
        try {
          await fillSample(job);
        } finally {
          leave();
        }
        await cache.invalidateQueries({ queryKey: frameKeys.start() });
        await navigate({ to: "/", search: {} });
      }}
      onOthers={others ? () => void navigate({ to: "/clients" }) : undefined}
      onLanguage={(language) => void change({ language }).catch(showFailure)}
    />
  );
}
