import { style } from 'example-pages';
import type { ReactNode } from 'react';

/** A page with a title and a heading. */
export function Page({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <title>{title}</title>
      <style dangerouslySetInnerHTML={{ __html: style.text }} />
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
