import type { Context } from 'hono';
import {
  applicationCookies,
  clientCookie,
  clientCookieName,
  cookieDirectives,
  readCookie,
} from '../../sessions/cookies.js';
import type { Instance } from '../../instance/instance.js';
import { renderMessagePage } from '../../pages/message-page.js';
import { checkRedirectUrl, withQuery } from '../../http/check-redirect-url.js';
import {
  activateOrganization,
  createClient,
  ensureDevBrowser,
  findActiveSession,
  findClientByHint,
} from '../../sessions/sessions.js';
import { rememberPage } from '../../sessions/return-page.js';
import { insertHandshake } from '../../sessions/handshake-rows.js';
import type { ClientRow } from '../../store/tables.js';

const NONCE_LIFETIME_MS = 60_000;
const HANDSHAKE_PARAMETER = '__clerk_handshake';
const NONCE_PARAMETER = '__clerk_handshake_nonce';

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

/**
 * The 307 that carries a client's state to an application.
 * @param options - `organization`: id or slug of the one that the session shall work in, empty for none
 */
export async function answerHandshake(
  instance: Instance,
  client: ClientRow,
  redirectUrl: URL,
  options: {
    readonly devBrowser?: string | undefined;
    readonly format: 'nonce' | 'token';
    readonly organization?: string | undefined;
  },
): Promise<Response> {
  const devBrowser = await ensureDevBrowser(instance, client.id, options.devBrowser);
  const found = await findActiveSession(instance, client);
  const switched =
    found && options.organization !== undefined
      ? await activateOrganization(instance, found, options.organization)
      : found;
  const session = switched ?? found;
  const cookies = await applicationCookies(instance, client, session, { devBrowser, origin: redirectUrl.origin });
  // What could not be switched will not be next time: then the application must notice that it asks again and again.
  const directives = cookieDirectives(cookies, { keepsLoopCounter: found !== undefined && !switched });
  const location =
    options.format === 'nonce'
      ? withQuery(redirectUrl, NONCE_PARAMETER, await keepForApplication(instance, directives))
      : withQuery(redirectUrl, HANDSHAKE_PARAMETER, await instance.signer.sign({ handshake: directives }));
  return new Response(null, {
    status: 307,
    headers: { location, 'cache-control': 'no-store', 'set-cookie': clientCookie(instance, client) },
  });
}

async function keepForApplication(instance: Instance, directives: readonly string[]): Promise<string> {
  const now = instance.now();
  const nonce = instance.createId('hs');
  await insertHandshake(instance.db, { nonce, directives, expiresAt: now + NONCE_LIFETIME_MS }, now);
  return nonce;
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

/** Loops cannot be stopped here without breaking fast tests (see the reset of the loop counter), but they can be told. */
function loopWatcher(instance: Instance): (visit: string) => void {
  const LIMIT = 5;
  const WINDOW_MS = 5000;
  let recent: { readonly visit: string; readonly at: number }[] = [];
  return (visit) => {
    const now = instance.now();
    recent = recent.filter((entry) => now - entry.at < WINDOW_MS && entry.at <= now);
    recent.push({ visit, at: now });
    if (recent.filter((entry) => entry.visit === visit).length !== LIMIT) return;
    instance.log(
      `Handshake loop: ${LIMIT} handshakes for one page within ${WINDOW_MS / 1000} seconds. Check that the application uses the keys this emulator printed, that its clock is right and that its cookies are kept.`,
    );
  };
}
