import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import type { Brand } from "@/bridge/brand";
import { useRecordHistory } from "@/bridge/history";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { RecordHistory } from "@/ui/record-history";
import classes from "./page.module.css";

const FIELDS: Record<string, string> = {
  name: "brand:name",
  sector: "brand:sector",
  website: "brand:website",
  color: "brand:colour",
  color2: "brand:colour2",
};

/** Who changed what of a brand; read when it is opened. */
export function BrandHistory({ client, brand }: { client: string; brand: Brand }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const { steps, error, isSuccess } = useRecordHistory(client, "brand", brand.id, opened);
  const label = t("brand:history", { name: brand.name });
  return (
    <div className={classes.history}>
      <Button
        variant="subtle"
        color="gray"
        aria-expanded={opened}
        leftSection={<IconHistory size={16} stroke={1.5} aria-hidden />}
        onClick={() => setOpened(!opened)}
      >
        {label}
      </Button>
      {opened && error && <ErrorNote error={error} />}
      {opened && isSuccess && (
        <RecordHistory label={label} steps={steps} fieldName={(field) => (FIELDS[field] ? t(FIELDS[field]) : null)} />
      )}
    </div>
  );
}
