import { html } from 'hono/html';
import type { Caller } from '../http/listen.js';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';
import { maySeeSecretKey } from '../instance/demo-secret-key.js';
import type { Instance } from '../instance/instance.js';
import { renderPage } from '../pages/render-page.js';

/**
 * Refuses everybody but the person at this machine: the dashboard shows keys and codes, and changes everything.
 * - Other machines and proxies never get in, whatever the emulator listens on. If it has a secret key of its own and listens for other
 *   machines, nobody does: a proxy on this machine may hide who calls.
 * - Pages of other origins can neither read nor send: `Sec-Fetch-Site` and `Origin` tell where a request comes from, and pages cannot
 *   set them. A link to a page of the dashboard works, because a visit changes nothing and the other page cannot read it.
 * @returns undefined if the caller may go on
 */
export function refuseStrangers(request: Request, caller: Caller, instance: Instance): Promise<Response> | undefined {
  if (!caller.isLocal || !isLoopbackHostname(new URL(request.url).hostname))
    return refusal(
      'The dashboard opens only on the machine that the emulator runs on, at localhost and without a proxy.',
    );
  if (!maySeeSecretKey(instance, caller))
    return refusal(
      'An emulator with a secret key of its own that other machines can reach has no dashboard. Start it without --host.',
    );
  if (!isOwnRequest(request) && !isVisit(request))
    return refusal('Only pages of the emulator itself can read the dashboard or send its forms.');
  return undefined;
}

function isOwnRequest({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  const isOwnSite = site === null || site === 'same-origin' || site === 'none';
  return isOwnSite && (origin === null || origin === `http://${headers.get('host')}`);
}

/** A link that a person followed from another site. */
function isVisit({ method, headers }: Request): boolean {
  return (
    method === 'GET' &&
    headers.get('origin') === null &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document'
  );
}

function refusal(text: string): Promise<Response> {
  const body = html`<section class="card">
    <h1>Not from here</h1>
    <p>${text}</p>
    <p><a class="button secondary" href="/sign-in">Go to the sign-in page</a></p>
  </section>`;
  return renderPage({ title: 'Not from here', status: 403, body });
}
