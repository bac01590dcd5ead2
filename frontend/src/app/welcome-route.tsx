import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { agencyKeys, listTrash } from "@/bridge/agency";
import { cancelJob, onProgress } from "@/bridge/jobs";
import { fillSample } from "@/bridge/sample";
import { nextSteps, redo } from "@/bridge/shell";
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
  // Undo may have taken the only client away, and the frame's redo with it.
  const { data: steps } = useQuery({ queryKey: frameKeys.nextSteps(""), queryFn: () => nextSteps("") });
  const again = steps?.redo;
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
      onRedo={
        again && {
          label: again.text,
          run: () =>
            void redo("")
              .then(() => cache.invalidateQueries({ queryKey: frameKeys.start() }))
              .then(() => navigate({ to: "/", search: {} }))
              .catch(showFailure),
        }
      }
      onLanguage={(language) => void change({ language }).catch(showFailure)}
    />
  );
}
