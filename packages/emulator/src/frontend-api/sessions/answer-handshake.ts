import { applicationCookies, cookieDirectives } from '../../sessions/application-cookies.js';
import { clientCookie } from '../../sessions/client-cookie.js';
import type { Instance } from '../../instance/instance.js';
import { explain } from '../../instance/request-trace.js';
import { withQuery } from '../../http/check-redirect-url.js';
import { activateOrganization } from '../../sessions/start-session.js';
import { ensureDevBrowser } from '../../sessions/create-client.js';
import { findActiveSession } from '../../sessions/find-active-session.js';
import { insertHandshake } from '../../sessions/insert-handshake.js';
import type { ClientRow, SessionRow } from '../../store/tables.js';

const nonceLifetimeMs = 60_000;
const handshakeParameter = '__clerk_handshake';
const nonceParameter = '__clerk_handshake_nonce';

/**
 * The redirect (307) that brings a client's state to an application.
 * @param options - `organization`: id or slug of the organization to activate, empty for none
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
  explain(instance, answerOf(found, options.organization, switched));
  const cookies = await applicationCookies(instance, client, session, { devBrowser, origin: redirectUrl.origin });
  // A failed switch will fail again: the loop counter must stay, so that the application notices the loop.
  const directives = cookieDirectives(cookies, { keepsLoopCounter: found !== undefined && !switched });
  const location =
    options.format === 'nonce'
      ? withQuery(redirectUrl, nonceParameter, await keepForApplication(instance, directives))
      : withQuery(redirectUrl, handshakeParameter, await instance.signer.sign({ handshake: directives }));
  return new Response(null, {
    status: 307,
    headers: { location, 'cache-control': 'no-store', 'set-cookie': clientCookie(instance, client) },
  });
}

/** What the answer is, in words. */
function answerOf(
  found: SessionRow | undefined,
  organization: string | undefined,
  switched: SessionRow | undefined,
): string {
  if (!found) return 'Answer: nobody is signed in in this browser, so the cookies of the application are cleared.';
  const session = `Answer: the browser has the ${found.status} session ${found.id}, so a new token goes back`;
  if (organization === undefined) return `${session}.`;
  if (!switched) return `${session}; the organization of the address could not be activated.`;
  return `${session}, in ${switched.lastActiveOrganizationId ?? 'the personal workspace'}.`;
}

async function keepForApplication(instance: Instance, directives: readonly string[]): Promise<string> {
  const now = instance.now();
  const nonce = instance.createId('hs');
  await insertHandshake(instance.db, { nonce, directives, expiresAt: now + nonceLifetimeMs }, now);
  return nonce;
}
