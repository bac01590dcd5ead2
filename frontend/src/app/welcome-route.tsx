import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { addClient, fillSample } from "@/bridge/shell";
import { useSettings } from "@/features/settings/settings";
import { ClientForm } from "@/features/welcome/client-form";
import { Welcome } from "@/features/welcome/welcome";
import { frameKeys } from "@/lib/query-keys";
import { showFailure } from "@/ui/toast";

/** The first screen, joined to the backend. */
export default function WelcomeRoute() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { change } = useSettings();
  const enter = async (client?: string) => {
    await cache.invalidateQueries({ queryKey: frameKeys.start() });
    await navigate({ to: "/", search: client ? { client } : {} });
  };
  return (
    <Welcome
      form={<ClientForm onSubmit={async (draft) => enter((await addClient(draft, "")).id)} />}
      onExplore={async () => {
        await fillSample();
        await enter();
      }}
      onLanguage={(language) => void change({ language }).catch(showFailure)}
    />
  );
}
