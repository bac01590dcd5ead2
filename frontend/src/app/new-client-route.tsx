import { ClientForm } from "@/features/welcome/client-form";
import { useWords } from "@/lib/language";
import { PageHeader } from "@/ui/page-header";
import { useAddClient } from "./add-client";
import classes from "./frame.module.css";

/** Adds one more client. */
export default function NewClientRoute() {
  const { t } = useWords();
  const add = useAddClient();
  return (
    <>
      <PageHeader title={t("welcome:new_client")} note={t("welcome:new_client_text")} />
      <div className={classes.narrow}>
        <ClientForm onSubmit={add} />
      </div>
    </>
  );
}
