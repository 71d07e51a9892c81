import type { ReturnTarget } from './return-target.js';
import type { Html } from './render-page.js';
import { html } from 'hono/html';

/** The return target as hidden fields of a form. */
export function returnFields(target: ReturnTarget): Html {
  return html`${target.redirectUrl ? html`<input type="hidden" name="redirect_url" value="${target.redirectUrl}" />` : ''}
  ${target.devBrowser ? html`<input type="hidden" name="__clerk_db_jwt" value="${target.devBrowser}" />` : ''}`;
}

/** The return target as a query for links between pages. */
export function returnQuery(target: ReturnTarget): string {
  const query = new URLSearchParams();
  if (target.redirectUrl) query.set('redirect_url', target.redirectUrl);
  if (target.devBrowser) query.set('__clerk_db_jwt', target.devBrowser);
  return query.size > 0 ? `?${query.toString()}` : '';
}
