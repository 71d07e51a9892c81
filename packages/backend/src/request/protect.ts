import type { AcceptsToken } from '../options.js';
import { getAuthObjectForAcceptedToken } from './accepted-token.js';
import type { DecidedResponse } from './authenticator.js';
import type {
  AuthorizationParams,
  OrganizationPermission,
  OrganizationRole,
  ReverificationConfig,
} from './has-authorization.js';
import { isPageNavigation } from './read-request.js';
import type { RequestHead } from './request-head.js';
import type { SignedInState, SignedOutState } from './request-state.js';
import { reverificationError } from './reverification.js';

/** What a route asks for; everything given must hold. Without any of it: somebody who is signed in. */
export interface ProtectOptions {
  /** Role in the active organization, with or without `org:`. */
  readonly role?: OrganizationRole;
  /** Permission in the active organization, `org:feature:action`. */
  readonly permission?: OrganizationPermission;
  /** Feature of the user or the organization. */
  readonly feature?: string;
  /** Plan of the user or the organization. */
  readonly plan?: string;
  /** How recently the person must have proved who they are. */
  readonly reverification?: ReverificationConfig;
  /** Which kinds of token the route takes. Default `'session_token'`. */
  readonly token?: AcceptsToken;
  /** Where page navigations of people who are not signed in are sent (302). Default: they get 401 as everybody else. */
  readonly signInUrl?: string;
}

function json(status: number, body: object, headers: DecidedResponse['headers'] = []): DecidedResponse {
  const fixed = [
    ['content-type', 'application/json'],
    ['cache-control', 'no-store'],
  ] as const;
  return { status, headers: [...fixed, ...headers], body: JSON.stringify(body) };
}

/** Whether the target is this very page: sending the browser there would never end. */
function isSamePage(head: RequestHead, target: string): boolean {
  const { protocol, host: received, pathname } = new URL(head.url);
  const base = `${protocol}//${head.header('host') || received}`;
  if (!URL.canParse(target, base)) return false;
  const url = new URL(target, base);
  return url.host === new URL(base).host && url.pathname === pathname;
}

function refuseUnknown(
  { unavailability }: SignedInState | SignedOutState,
  head: RequestHead,
  signInUrl: string | undefined,
): DecidedResponse {
  if (unavailability) {
    const wait = [['retry-after', String(unavailability.retryAfterSeconds)]] as const;
    return json(503, { error: 'Service Unavailable' }, wait);
  }
  if (signInUrl && isPageNavigation(head) && !isSamePage(head, signInUrl)) {
    return {
      status: 302,
      headers: [
        ['location', signInUrl],
        ['cache-control', 'no-store'],
      ],
    };
  }
  return json(401, { error: 'Unauthorized' }, [['www-authenticate', 'Bearer']]);
}

/**
 * Whether a decided request may pass, in every adapter's `protect`.
 * @returns undefined if it may; else the answer: 401 with `WWW-Authenticate` without a valid credential (page navigations are
 *   sent to sign-in where `signInUrl` is given), 403 if the credential does not suffice, 503 with `Retry-After` if it could not
 *   be checked
 * @see RFC 6750 section 3
 */
export function refusalOf(
  state: SignedInState | SignedOutState,
  head: RequestHead,
  options: ProtectOptions = {},
): DecidedResponse | undefined {
  const { token, signInUrl, reverification, ...rest } = options;
  const auth = getAuthObjectForAcceptedToken({ authObject: state.toAuth(), acceptsToken: token });
  if (!auth.isAuthenticated) return refuseUnknown(state, head, signInUrl);
  const asked: AuthorizationParams = rest;
  if (Object.values(asked).some((value) => value !== undefined) && !auth.has(asked)) {
    return json(403, { error: 'Forbidden' }, [['www-authenticate', 'Bearer error="insufficient_scope"']]);
  }
  if (reverification !== undefined && !auth.has({ reverification }))
    return json(403, reverificationError(reverification));
  return undefined;
}
