import { Fragment, type ReactNode } from "react";
import { ErrorNote } from "./error-note";
import { PageHeader } from "./page-header";

/** The brand that a page is about. */
export type About = { client: string; brandId: string };

export type BrandPageProps = {
  /** Shown until the brand is known. */
  title: string;
  /** The brand at work, as it is asked for; it is null until it is known, or where it cannot be read. */
  of: { client: string; brand: { id: string } | null; error: unknown; refetch: () => unknown };
  children: (about: About) => ReactNode;
};

/** Shows a page once its brand is known, and anew for another brand. */
export function BrandPage({ title, of: { client, brand, error, refetch }, children }: BrandPageProps) {
  if (brand) {
    return <Fragment key={`${client} ${brand.id}`}>{children({ client, brandId: brand.id })}</Fragment>;
  }
  return (
    <>
      <PageHeader title={title} />
      {error ? <ErrorNote page error={error} onRetry={() => void refetch()} /> : null}
    </>
  );
}
