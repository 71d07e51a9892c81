import type { AuthenticateRequestOptions, ClerkClient } from '@acme/backend';
import type { RequestState } from '@acme/backend/adapter';
import { modernOptions, type LegacyClerkOptions } from './legacy-clerk-options.js';

type AuthenticateRequest = ClerkClient['authenticateRequest'];
type CallOptions = AuthenticateRequestOptions;
type LegacyOptions = CallOptions & Pick<LegacyClerkOptions, 'apiKey' | 'frontendApi' | 'clockSkewInSeconds'>;

/** The parts of a request that 4.x took one by one, and the headers that have them. */
const headerNames = {
  origin: 'origin',
  host: 'host',
  forwardedHost: 'x-forwarded-host',
  forwardedPort: 'x-forwarded-port',
  forwardedProto: 'x-forwarded-proto',
  referrer: 'referer',
  userAgent: 'user-agent',
} as const;

/** A request in parts, as 4.x took it. A part replaces that of `request`. */
export interface RequestParts extends Readonly<Partial<Record<keyof typeof headerNames, string | null>>> {
  readonly request?: Request | undefined;
  /** The session token of the `Authorization` header, without `Bearer`. */
  readonly headerToken?: string | null | undefined;
  /** The session token of the cookie `__session`. */
  readonly cookieToken?: string | null | undefined;
  /** The value of the cookie `__client_uat`. */
  readonly clientUat?: string | null | undefined;
  readonly searchParams?: URLSearchParams | null | undefined;
}

/** Parameters of `authenticateRequest` in 4.x: a request, and options that override those of the client. */
export interface AuthenticateRequestParams extends RequestParts, Omit<LegacyOptions, keyof RequestParts> {
  /** @deprecated Accepted without effect: load the session with `sessions.getSession`. */
  readonly loadSession?: boolean | undefined;
  /** @deprecated Accepted without effect: load the user with `users.getUser`. */
  readonly loadUser?: boolean | undefined;
  /** @deprecated Accepted without effect: load the organization with `organizations.getOrganization`. */
  readonly loadOrganization?: boolean | undefined;
}

const withoutEffect = ['loadSession', 'loadUser', 'loadOrganization'] as const;

/** `authenticateRequest(request, options)` as in 5.x, and `authenticateRequest({ request, … })` as in 4.x. */
export type LegacyAuthenticateRequest = AuthenticateRequest &
  ((params: AuthenticateRequestParams) => ReturnType<AuthenticateRequest>);

/** The same cookies with another value for one of them, also if its name has a suffix; unchanged without a value. */
function withCookie(cookies: string, name: string, value: string | null | undefined): string {
  if (value === undefined || value === null) return cookies;
  const isOther = (cookie: string) => cookie !== '' && !cookie.startsWith(`${name}=`) && !cookie.startsWith(`${name}_`);
  const others = cookies.split(/;\s*/).filter(isOther);
  return [...others, `${name}=${value}`].join('; ');
}

/** Splits the parts of the request off. */
function takeRequest(params: AuthenticateRequestParams): {
  readonly request: Request;
  readonly options: LegacyOptions;
} {
  const { request, headerToken, cookieToken, clientUat, searchParams, ...rest } = params;
  const headers = new Headers(request?.headers);
  const options: Record<string, unknown> = { ...rest };
  for (const name of withoutEffect) delete options[name];
  for (const [part, header] of Object.entries(headerNames)) {
    const value = options[part];
    delete options[part];
    if (typeof value === 'string' && value !== '') headers.set(header, value);
  }
  if (headerToken) headers.set('authorization', `Bearer ${headerToken}`);
  const cookies = withCookie(headers.get('cookie') ?? '', '__session', cookieToken);
  headers.set('cookie', withCookie(cookies, '__client_uat', clientUat));
  const url = new URL(request?.url ?? `http://${headers.get('host') ?? 'localhost'}/`);
  for (const [name, value] of searchParams ?? []) url.searchParams.set(name, value);
  return { request: new Request(url, { method: request?.method ?? 'GET', headers }), options };
}

/** Creates an `authenticateRequest` that takes what 4.x and 5.x took. */
export function createLegacyAuthenticateRequest(client: () => ClerkClient) {
  return async (given: Request | AuthenticateRequestParams, options?: CallOptions): Promise<RequestState> => {
    // Requests of other implementations of the Fetch API are accepted too.
    if ('headers' in given) return client().authenticateRequest(given, options);
    const taken = takeRequest(given);
    return client().authenticateRequest(taken.request, modernOptions(taken.options));
  };
}
