import type { Instance } from '../instance/instance.js';
import { signSessionToken } from './session-token.js';
import type { ClientRow, SessionRow } from '../store/tables.js';

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Cancels the loop counter of the application's library. Without Path, because that is how the library sets it: the counter
 * grows with every handshake, also good ones, and the fourth within two seconds would count as a loop. Fast tests do that.
 */
const LOOP_COUNTER_RESET = '__clerk_redirect_count=; Max-Age=0; SameSite=Lax; HttpOnly';

/** Cookie values by name; null removes the cookie. */
export type ApplicationCookies = Readonly<Record<string, string | null>>;

/** The state of a browser as an application should store it. */
export async function applicationCookies(
  instance: Instance,
  client: ClientRow,
  session: SessionRow | undefined,
  options: { readonly devBrowser?: string | undefined; readonly origin?: string | undefined },
): Promise<ApplicationCookies> {
  const suffix = `_${instance.cookieSuffix}`;
  const token = session ? await signSessionToken(instance, session, options.origin) : null;
  const clientUat = session ? String(Math.floor(client.sessionsChangedAt / 1000)) : '0';
  return {
    ...(options.devBrowser === undefined
      ? {}
      : { __clerk_db_jwt: options.devBrowser, [`__clerk_db_jwt${suffix}`]: options.devBrowser }),
    __client_uat: clientUat,
    [`__client_uat${suffix}`]: clientUat,
    [`__refresh${suffix}`]: session ? session.refreshToken : null,
    __session: token,
    [`__session${suffix}`]: token,
  };
}

/** The same as `Set-Cookie` values, in the order the application must emit them. */
export function cookieDirectives(
  cookies: ApplicationCookies,
  { keepsLoopCounter = false }: { readonly keepsLoopCounter?: boolean } = {},
): readonly string[] {
  const directives = Object.entries(cookies).map(([name, value]) => {
    const attributes = `Path=/; Max-Age=${value === null ? 0 : ONE_YEAR_SECONDS}; SameSite=Lax`;
    // Browser code reads all of them but the refresh token.
    return `${name}=${value ?? ''}; ${attributes}${name.startsWith('__refresh') ? '; HttpOnly' : ''}`;
  });
  return keepsLoopCounter ? directives : [LOOP_COUNTER_RESET, ...directives];
}

/** Name of the emulator's own cookie. Cookies ignore ports, so it carries the suffix of the instance. */
export function clientCookieName(instance: Instance): string {
  return `__client_${instance.cookieSuffix}`;
}

/** `Set-Cookie` value that makes a browser recognisable to the emulator. */
export function clientCookie(instance: Instance, client: ClientRow): string {
  return `${clientCookieName(instance)}=${client.token}; Path=/; Max-Age=${ONE_YEAR_SECONDS}; SameSite=Lax; HttpOnly`;
}

/** One cookie of a `Cookie` header; the first one wins when a name stands twice. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.split('=');
    if (key?.trim() === name) return value.join('=').trim();
  }
  return undefined;
}
