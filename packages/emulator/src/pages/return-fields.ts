import type { Journey } from './return-target.js';
import type { Html } from './render-page.js';
import { html } from 'hono/html';

/** The journey as hidden fields of a form. */
export function journeyFields(journey: Journey): Html {
  return html`${journey.redirectUrl ? html`<input type="hidden" name="redirect_url" value="${journey.redirectUrl}" />` : ''}
  ${journey.devBrowser ? html`<input type="hidden" name="__clerk_db_jwt" value="${journey.devBrowser}" />` : ''}`;
}

/** The journey as a query for links between pages. */
export function journeyQuery(journey: Journey): string {
  const query = new URLSearchParams();
  if (journey.redirectUrl) query.set('redirect_url', journey.redirectUrl);
  if (journey.devBrowser) query.set('__clerk_db_jwt', journey.devBrowser);
  return query.size > 0 ? `?${query.toString()}` : '';
}
