/** HTML that is safe to send; only {@link html} creates it. */
export class Markup {
  constructor(readonly text: string) {}
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template tag that escapes every value, unless the value is HTML of this tag. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Markup)[]): Markup {
  const filled = values.map((value) => (value instanceof Markup ? value.text : escape(value)));
  return new Markup(parts.map((part, index) => part + (filled[index] ?? '')).join(''));
}

/** Concatenates several pieces of HTML. */
export function join(pieces: readonly Markup[]): Markup {
  return new Markup(pieces.map(({ text }) => text).join(''));
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A complete page: title, heading and content. */
export function page(title: string, content: Markup): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`.text;
}

/** The style sheet of all pages. */
export const style = new Markup(`
  :root { color-scheme: light dark; --back: #f4f5f7; --card: #fff; --text: #1c1d22; --soft: #5d6270; --line: #dfe1e7; --accent: #3d4edb; --on-accent: #fff; }
  @media (prefers-color-scheme: dark) { :root { --back: #131418; --card: #1d1f26; --text: #eceef4; --soft: #a2a8b8; --line: #343845; --accent: #9aa5ff; --on-accent: #14161d; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
  main { width: min(32rem, 100%); padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 1rem; }
  h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.2; }
  p { margin: 0 0 1rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 0 0 1.5rem; }
  dt { color: var(--soft); }
  dd { margin: 0; overflow-wrap: anywhere; }
  nav { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
  a, button { padding: .5rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: none; color: inherit; font: inherit; text-decoration: none; cursor: pointer; }
  a.main { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
  a:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`);
