import type { Instance } from '../../instance/instance.js';
import type { Context } from 'hono';
import { checkRedirectUrl } from '../../http/check-redirect-url.js';
import { readCookie, clientCookieName } from '../../sessions/client-cookie.js';
import { findClientByHint } from '../../sessions/client-hint.js';
import { createClient } from '../../sessions/create-client.js';
import { rememberPage } from '../../sessions/remembered-page.js';
import { answerHandshake } from './answer-handshake.js';
import { renderMessagePage } from '../../pages/render-message-page.js';

/** `GET /v1/client/handshake`: brings an application's cookies up to date and sends the browser back. */
export function handshakeHandler(instance: Instance): (c: Context) => Promise<Response> {
  const watchForLoop = loopWatcher(instance);
  return async function handshake(c) {
    const redirectUrl = checkRedirectUrl(instance, c.req.query('redirect_url'));
    if (!redirectUrl) return refuse(instance, c.req.query('redirect_url'));
    watchForLoop(`${redirectUrl.href} ${c.req.query('__clerk_hs_reason') ?? ''}`);
    const devBrowser = c.req.query('__clerk_db_jwt');
    const hint = { devBrowser, cookie: readCookie(c.req.header('cookie'), clientCookieName(instance)) };
    const client = (await findClientByHint(instance, hint)) ?? (await createClient(instance));
    await rememberPage(instance, client, redirectUrl);
    const format = c.req.query('format') === 'nonce' ? instance.handshakeFormat : 'token';
    const organization = c.req.query('organization_id');
    return answerHandshake(instance, client, redirectUrl, { devBrowser, format, organization });
  };
}

function refuse(instance: Instance, wanted: string | undefined): Promise<Response> {
  instance.log(
    `Handshake refused: redirect_url ${wanted === undefined ? 'is missing' : 'is not on an allowed origin'}.`,
  );
  return renderMessagePage({
    status: 400,
    title: wanted === undefined ? 'Nowhere to go back to' : 'This address is not allowed',
    text:
      wanted === undefined
        ? 'A handshake starts in your application: open a page of it, not this address.'
        : 'The emulator only sends sessions to applications on this machine. To allow another origin, start it with --allow-origin.',
  });
}

/** Logs loops. Stopping them here would break fast tests (see the reset of the loop counter). */
function loopWatcher(instance: Instance): (visit: string) => void {
  const limit = 5;
  const windowMs = 5000;
  let recent: { readonly visit: string; readonly at: number }[] = [];
  return (visit) => {
    const now = instance.now();
    recent = recent.filter((entry) => now - entry.at < windowMs && entry.at <= now);
    recent.push({ visit, at: now });
    if (recent.filter((entry) => entry.visit === visit).length !== limit) return;
    instance.log(
      `Handshake loop: ${limit} handshakes for one page within ${windowMs / 1000} seconds. Check that the application uses the keys this emulator printed, that its clock is right and that its cookies are kept.`,
    );
  };
}
