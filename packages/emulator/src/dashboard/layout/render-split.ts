import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';

/** A list, and beside it what is open of it; on narrow screens only one of them. */
export function renderSplit(list: Html, pane: Html | undefined): Html {
  return html`<div class="split ${pane ? 'has-pane' : ''}">
    ${html`<div>${list}</div>`} ${pane ? html`<div>${pane}</div>` : ''}
  </div>`;
}
