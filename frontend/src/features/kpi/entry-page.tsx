import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { Entry } from "./entry";

/** Numbers by hand, as in a spreadsheet: all channels by month, or one channel by day. */
export default function EntryPage() {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) return <Entry key={`${client} ${brand.id}`} client={client} brandId={brand.id} />;
  return (
    <>
      <PageHeader title={t("frame:section.kpi")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
