import { html } from 'hono/html';
import type { Instance } from '../instance/instance.js';
import { answerAddress, answerParameters } from '../oauth/answer-address.js';
import type { RedirectTarget } from '../oauth/authorization-request.js';
import { renderPage } from './render-page.js';

/** Sends the person back to the application: by a redirect, or with a form, which works without JavaScript. */
export async function oauthAnswer(
  instance: Instance,
  target: RedirectTarget,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  const parameters = answerParameters(instance, target, values);
  if (target.responseMode === 'query') {
    const location = answerAddress(target.redirectUri, parameters);
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
  }
  const body = html`<section class="card">
    <h1>Continue</h1>
    <p>This brings you back to the application.</p>
    <form method="post" action="${target.redirectUri}">
      ${[...parameters].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <button class="button primary" type="submit">Continue</button>
    </form>
  </section>`;
  return renderPage({ title: 'Continue', body });
}
