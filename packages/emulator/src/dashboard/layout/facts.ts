import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';

/** A list of names and values. */
export function facts(entries: readonly (readonly [name: string, value: Html | string | number])[]): Html {
  return html`<dl class="facts">
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
