import { html } from 'hono/html';
import { destination, pageHead } from './page-head.js';
import { renderPage } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import type { ReturnTarget } from './return-target.js';

/** The page for people who sign in at the identity provider of their enterprise. @param name - of the connection */
export function renderConnection(target: ReturnTarget, identifier: string, name: string): Promise<Response> {
  const body = html`
    ${pageHead(`Continue with ${name}`, destination(target) ?? 'to sign in')}
    <section class="card">
      <form method="post" action="/sign-in">
        ${returnFields(target)}
        <input type="hidden" name="identifier" value="${identifier}" />
        <p class="notice" role="status">${identifier} signs in with ${name}, the connection of the enterprise.</p>
        <button class="button primary" type="submit" name="strategy" value="enterprise_sso">
          Continue with ${name}
        </button>
      </form>
    </section>
    <p class="aside"><a href="/sign-in${returnQuery(target)}">Use another account</a></p>
  `;
  return renderPage({ title: `Continue with ${name}`, body });
}
