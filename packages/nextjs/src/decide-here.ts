import { createAuthenticator, type RequestHead } from '@acme/backend/adapter';
import type { HeaderSource } from './header-source.js';
import { nextEnvironment } from './next-environment.js';
import type { RequestContext } from './request-context.js';
import { withVerification } from './with-verification.js';

let decideOnce: ReturnType<typeof createAuthenticator<undefined>> | undefined;

/** A page cannot set cookies, so nothing may be renewed for it: the new refresh token would be lost. */
const withoutRefresh = (cookies: string | null | undefined) =>
  cookies
    ?.split(';')
    .filter((pair) => !pair.trim().startsWith('__refresh_'))
    .join(';');

/** Requests for pages may be redirected to look up the session, which a page cannot do. */
const navigationHeaders: readonly string[] = ['accept', 'sec-fetch-dest'];

/** Decides a request that the middleware has not seen. */
export async function decideHere({ header, all }: HeaderSource): Promise<RequestContext | undefined> {
  decideOnce ??= createAuthenticator<undefined>({}, { where: 'auth', env: nextEnvironment, defersMachineTokens: true });
  const read: RequestHead['header'] = (name) => {
    if (navigationHeaders.includes(name)) return undefined;
    return name === 'cookie' ? withoutRefresh(header(name)) : header(name);
  };
  // The headers do not say which page it is.
  const head: RequestHead = {
    method: 'GET',
    url: `http://${header('host') ?? 'localhost'}/`,
    header: read,
    headers: all,
  };
  const decision = await decideOnce(head, undefined);
  if (decision.kind !== 'continue') return undefined;
  return withVerification({ state: decision.state, options: undefined, head: { ...head, header } });
}
