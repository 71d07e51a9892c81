import type { SessionStatus } from '../../wire/session.js';
import type { CallOptions } from '../call-options.js';
import type { Caller } from '../endpoint-group.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { Cookies } from '../resources/cookies.js';
import type { Session } from '../resources/session.js';
import type { Token } from '../resources/token.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link SessionsApi.refreshSession}. Named as on the wire, as in the official client. */
export interface RefreshSessionParams {
  /** The session token that has expired. */
  readonly expired_token: string;
  /** Refresh token from the browser's cookie. */
  readonly refresh_token: string;
  /** Origin of the request being served. */
  readonly request_origin: string;
  /** IP address of the person. */
  readonly request_originating_ip?: string | undefined;
  /** Headers of the request being served. */
  readonly request_headers?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Whether cookies carry the suffix of the publishable key. Default false. */
  readonly suffixed_cookies?: boolean | undefined;
  /** What to answer: a session token, or cookies to pass on. Default `token`. */
  readonly format?: 'token' | 'cookie' | undefined;
}

/** Parameters of {@link SessionsApi.getSessionList}. */
export interface GetSessionListParams extends PaginationParams {
  /** Sessions on this client, `client_…`. */
  readonly clientId?: string | undefined;
  /** Sessions of this user, `user_…`. */
  readonly userId?: string | undefined;
  /** Only those in this state. */
  readonly status?: SessionStatus | undefined;
}

/** Parameters of {@link SessionsApi.createSession}. */
export interface CreateSessionParams {
  /** The user, `user_…`. */
  readonly userId: string;
  /** Organization that is active in the session, `org_…`. */
  readonly activeOrganizationId?: string | null | undefined;
}

/** Sessions of users, and tokens for them. */
export interface SessionsApi {
  /**
   * Gets sessions, newest first. The service wants `clientId` or `userId`.
   * @throws {ClerkAPIResponseError} 400, 401, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /sessions}
   */
  getSessionList(params?: GetSessionListParams, options?: CallOptions): PagePromise<Session>;
  /**
   * Gets a session.
   * @param sessionId - `sess_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /sessions/\{session_id\}}
   */
  getSession(sessionId: string, options?: CallOptions): Promise<Session>;
  /**
   * Makes a session for a user. For tests; not in production.
   * @throws {ClerkAPIResponseError} 400, 401, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /sessions}
   */
  createSession(params: CreateSessionParams, options?: CallOptions): Promise<Session>;
  /**
   * Ends a session: the person must sign in again. Session tokens already issued work until they expire.
   * @param sessionId - `sess_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /sessions/\{session_id\}/revoke}
   */
  revokeSession(sessionId: string, options?: CallOptions): Promise<Session>;
  /**
   * Checks a session token with the service.
   * @param sessionId - `sess_…`
   * @param token - a session token
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /sessions/\{session_id\}/verify}
   * @deprecated Verify session tokens with `verifyToken`.
   */
  verifySession(sessionId: string, token: string, options?: CallOptions): Promise<Session>;
  /**
   * Makes a token for a session: a session token, or one after a JWT template.
   * @param sessionId - `sess_…`
   * @param template - name of a JWT template. Default: none, an ordinary session token
   * @param expiresInSeconds - life of the token in seconds. Default: the setting of the template or the instance
   * @throws {ClerkAPIResponseError} 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /sessions/\{session_id\}/tokens/\{template\}}
   */
  getToken(sessionId: string, template?: string, expiresInSeconds?: number, options?: CallOptions): Promise<Token>;
  /**
   * Renews a session token with the refresh token of the browser.
   * @param sessionId - `sess_…`
   * @throws {ClerkAPIResponseError} 400, 401
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /sessions/\{session_id\}/refresh}
   */
  refreshSession(
    sessionId: string,
    params: RefreshSessionParams & { readonly format: 'cookie' },
    options?: CallOptions,
  ): Promise<Cookies>;
  refreshSession(sessionId: string, params: RefreshSessionParams, options?: CallOptions): Promise<Token>;
}

function getToken(call: Caller, sessionId: string, template?: string, expiresInSeconds?: number): Promise<unknown> {
  const body = expiresInSeconds === undefined ? {} : { expiresInSeconds };
  return template
    ? call({ path: { sessionId, template }, body })
    : call({ path: { sessionId }, body }, 'POST /sessions/{sessionId}/tokens');
}

function refreshSession(call: Caller, sessionId: string, params: RefreshSessionParams): Promise<unknown> {
  const { suffixed_cookies: suffixed, ...body } = params;
  return call({ path: { sessionId }, query: suffixed ? { suffixed_cookies: true } : {}, body });
}

/** Routes of {@link SessionsApi}. */
export const sessions = endpoints<SessionsApi>()({
  getSessionList: ['GET /sessions', { list: true, query: { paginated: 'true' } }],
  getSession: 'GET /sessions/{sessionId}',
  createSession: 'POST /sessions',
  revokeSession: 'POST /sessions/{sessionId}/revoke',
  verifySession: ['POST /sessions/{sessionId}/verify', { args: ['token'] }],
  getToken: ['POST /sessions/{sessionId}/tokens/{template}', { run: getToken }],
  refreshSession: ['POST /sessions/{sessionId}/refresh', { run: refreshSession }],
});
