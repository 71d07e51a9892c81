import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import type { DashboardCall } from './dashboard-call.js';

/** The part of a list that a page shows. */
export interface ListPart {
  readonly limit: number;
  readonly offset: number;
}

/** The part that the address asks for (`page`, from 1). */
export function listPart(call: DashboardCall, limit = 25): ListPart {
  const page = Number(call.query('page') ?? '1');
  return { limit, offset: Number.isInteger(page) && page > 1 && page < 1_000_000 ? (page - 1) * limit : 0 };
}

/** What is shown of a list, and the links to its other parts. */
export function pageLinks(call: DashboardCall, { limit, offset }: ListPart, totalCount: number): Html | '' {
  if (totalCount === 0 && offset === 0) return '';
  const page = offset / limit + 1;
  const pages = Math.max(1, Math.ceil(totalCount / limit));
  const last = Math.min(offset + limit, totalCount);
  const link = (text: string, to: number) =>
    html`<a class="button secondary small" href="${call.linkWith({ page: String(to) })}">${text}</a>`;
  return html`<nav class="pages" aria-label="Pages">
    <span>${offset >= totalCount ? 0 : offset + 1}–${last} of ${totalCount.toLocaleString('en')}</span>
    ${
      pages > 1 || page > 1
        ? html`<span class="row"
            >${page > 1 ? link('Previous', Math.min(page - 1, pages)) : ''}
            ${page < pages ? link('Next', page + 1) : ''}</span
          >`
        : ''
    }
  </nav>`;
}
