import type { ReactNode } from "react";
import { useBrand } from "@/bridge/brand";
import { useWords } from "@/lib/language";
import { ErrorNote } from "@/ui/error-note";
import { PageHeader } from "@/ui/page-header";

/** The brand that a page is about. */
export type About = { client: string; brandId: string };

/** Shows a page once its brand is known. */
export function Branded({ children }: { children: (about: About) => ReactNode }) {
  const { t } = useWords();
  const { client, brand, error } = useBrand();
  if (brand) {
    return (
      <div key={`${client} ${brand.id}`} style={{ display: "contents" }}>
        {children({ client, brandId: brand.id })}
      </div>
    );
  }
  return (
    <>
      <PageHeader title={t("frame:section.content")} />
      {error && <ErrorNote error={error} />}
    </>
  );
}
