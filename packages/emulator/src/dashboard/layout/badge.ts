import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';

/** How a badge looks. */
export type BadgeTone = 'plain' | 'good' | 'warn' | 'bad' | 'accent';

/** A short word on a coloured ground. */
export function badge(text: string | number, tone: BadgeTone = 'plain'): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** The status of an answer. 404 and 501 mean that a route is missing. */
export function statusBadge(status: number | undefined): Html {
  if (status === undefined) return badge('no answer', 'bad');
  if (status === 404 || status === 501) return badge(status, 'warn');
  if (status >= 400) return badge(status, 'bad');
  return badge(status, status >= 300 ? 'accent' : 'good');
}
