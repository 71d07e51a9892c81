import type { Instance } from '../instance/instance.js';
import { settleTasks } from './settle-tasks.js';
import { signSessionToken } from './sign-session-token.js';
import type { ClientRow, SessionRow } from '../store/tables.js';

export const oneYearSeconds = 365 * 24 * 60 * 60;

/**
 * Cancels the loop counter of the application's library. Without Path, because that is how the library sets it: the counter
 * grows with every handshake, also good ones, and the fourth within two seconds would count as a loop. Fast tests do that.
 */
const loopCounterReset = '__clerk_redirect_count=; Max-Age=0; SameSite=Lax; HttpOnly';

/** Cookie values by name; null removes the cookie. */
export type ApplicationCookies = Readonly<Record<string, string | null>>;

/** The cookies that an application should set for a browser. */
export async function applicationCookies(
  instance: Instance,
  client: ClientRow,
  session: SessionRow | undefined,
  options: { readonly devBrowser?: string | undefined; readonly origin?: string | undefined },
): Promise<ApplicationCookies> {
  const suffix = `_${instance.cookieSuffix}`;
  const settled = session && (await settleTasks(instance, session)).session;
  const token = settled ? await signSessionToken(instance, settled, options.origin) : null;
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

/** The cookies as `Set-Cookie` values, in the order in which the application must send them. */
export function cookieDirectives(
  cookies: ApplicationCookies,
  { keepsLoopCounter = false }: { readonly keepsLoopCounter?: boolean } = {},
): readonly string[] {
  const directives = Object.entries(cookies).map(([name, value]) => {
    const attributes = `Path=/; Max-Age=${value === null ? 0 : oneYearSeconds}; SameSite=Lax`;
    // Browser code reads all of them but the refresh token.
    return `${name}=${value ?? ''}; ${attributes}${name.startsWith('__refresh') ? '; HttpOnly' : ''}`;
  });
  return keepsLoopCounter ? directives : [loopCounterReset, ...directives];
}
