import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { Inbox } from "./inbox";

/** What threatens the brand and what it could use, from competitors, the log and targets, with what was decided of each. */
export default function TriagePage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Inbox key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("triage:title")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
