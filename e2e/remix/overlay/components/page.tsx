import type { ReactNode } from 'react';

/** A page with a heading. */
export function Page({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
