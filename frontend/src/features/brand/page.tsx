import { Button } from "@mantine/core";
import { IconBuilding } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";
import { BrandHistory } from "./brand-history";
import { BrandList } from "./brand-list";
import { ChannelTable } from "./channel-table";
import { Identity } from "./identity";
import classes from "./page.module.css";

/** How the brand at work looks and where it speaks, and the other brands of its client. */
export default function BrandPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { client, brands, brand, isPending, error, refetch } = useBrand();
  return (
    <>
      <PageHeader
        title={t("brand:settings")}
        note={brand?.name}
        actions={
          <Button
            variant="default"
            leftSection={<IconBuilding size={16} stroke={1.5} aria-hidden />}
            onClick={() => void navigate({ to: "/client" })}
          >
            {t("brand:client_settings")}
          </Button>
        }
      />
      <div className={classes.page}>
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {brand && (
          <>
            <Section title={t("brand:channels")} text={t("brand:channels_text")}>
              <ChannelTable key={brand.id} client={client} brand={brand} />
            </Section>
            <Section title={t("brand:identity")} text={t("brand:identity_text")}>
              <Identity key={brand.id} client={client} brand={brand} />
              <BrandHistory key={`${brand.id} history`} client={client} brand={brand} />
            </Section>
          </>
        )}
        {!isPending && !error && (
          <Section title={t("brand:brands")} text={t("brand:brands_text")}>
            <BrandList client={client} brands={brands} brand={brand} />
          </Section>
        )}
      </div>
    </>
  );
}

function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.heading}>
        {title}
      </h2>
      <p className={classes.quiet}>{text}</p>
      {children}
    </section>
  );
}
