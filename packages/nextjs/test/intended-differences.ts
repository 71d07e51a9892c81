import type { Difference } from 'adapter-kit';

/** A difference between our answer and the recorded one: what ours has instead. */
export interface IntendedDifference extends Difference {
  readonly status?: number;
  /** Headers that ours has instead; null: it has none. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Where ours redirects to instead, and parameters that it does not add. */
  readonly location?: { readonly to?: string; readonly without?: readonly string[] };
  /** Members that the body has instead; `any`: the body is not compared. */
  readonly body?: Readonly<Record<string, unknown>> | 'any';
}

const challenge = 'Bearer resource_metadata="{service}/accounts.dev/.well-known/oauth-protected-resource"';
const plain = 'text/plain;charset=UTF-8';
const noReason = { 'x-clerk-auth-status': null, 'x-clerk-auth-reason': null };

const notVerified = 'the token of a machine where the route accepts none';
const apiRefused = '`protect()` and a request that opens no page, in route handlers and in Node.js middleware';
const challenged = '`WWW-Authenticate` for OAuth clients';
const uncovered = '`auth()` on a route that the middleware has not seen';
const clientHeaders = 'headers of a client under the names of the state';

/** The list of intended differences; `docs/differences.md` has each row of it. */
export const intendedDifferences: readonly IntendedDifference[] = [
  {
    row: apiRefused,
    recordings: ['route protect, none'],
    status: 404,
    headers: { location: null },
  },
  { row: apiRefused, recordings: ['route protect caught'], body: 'any' },
  {
    row: apiRefused,
    recordings: ['mw protect none', 'matcher regex', 'matcher protected', 'matcher enc bypass'],
    status: 404,
    headers: { location: null, 'content-type': plain },
  },
  {
    row: apiRefused,
    recordings: [
      'route protect token [session,api_key] none',
      'route protect with api key, default',
      'mw protect server action-like none',
    ],
    status: 401,
    headers: { location: null },
  },
  {
    row: '404 of `protect()` in a middleware',
    recordings: ['mw protect role', 'mw protect fn'],
    headers: { 'content-type': plain, 'cache-control': null, 'x-clerk-auth-reason': null },
  },
  {
    row: notVerified,
    recordings: ['auth api_key wrong secret', 'internal headers api key invalid'],
    headers: noReason,
  },
  {
    row: notVerified,
    recordings: ['internal headers api key', 'internal headers api key invalid'],
    body: {
      'x-clerk-auth-status': 'signed-out',
      'x-clerk-auth-reason': 'machine-token-unverified',
      'x-clerk-auth-message': '',
      'x-clerk-auth-signature': '',
      'x-clerk-auth-token': '',
      'x-clerk-request-data': undefined,
    },
  },
  {
    row: challenged,
    recordings: ['auth oauth wrong secret', 'route protect token oauth, wrong', 'mw protect token oauth invalid'],
    headers: { 'www-authenticate': challenge, ...noReason },
  },
  {
    row: challenged,
    recordings: [
      'mw protect oauth given m2m',
      'auth() with oauth',
      'auth({"acceptsToken":"any"}) with oauth',
      'auth({"acceptsToken":"api_key"}) with oauth',
      'auth({"acceptsToken":["session_token","api_key"]}) with oauth',
      'auth({"acceptsToken":["m2m_token","oauth_token"]}) with oauth',
    ],
    headers: { 'www-authenticate': challenge },
  },
  { row: uncovered, recordings: ['uncovered'] },
  {
    row: uncovered,
    recordings: ['uncovered api', 'uncovered spoof signed-in', 'uncovered spoof signed-in wrong sig'],
    status: 200,
    body: 'any',
  },
  {
    row: clientHeaders,
    recordings: ['spoof request-data covered', 'spoof request-data bearer', 'pages api + header', 'api key + header'],
    status: 200,
    body: 'any',
  },
  {
    row: clientHeaders,
    recordings: ['page rsc + header', 'current-user + header'],
    status: 200,
  },
  {
    row: '`getAuth(req, { acceptsToken })` with the token of a machine, in the Pages Router',
    recordings: ['pages getAuth api key any'],
    status: 200,
    body: 'any',
  },
  {
    row: '`secretKey` as an option of the middleware, without CLERK_ENCRYPTION_KEY',
    recordings: ['opt secretKey without encryption key'],
    status: 200,
    headers: { 'cache-control': null, 'content-type': 'application/json' },
  },
  {
    row: 'an option that `clerkMiddleware()` does not know',
    recordings: ['opt unknown option'],
    status: 500,
    headers: {
      ...noReason,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-cache, no-store, max-age=0, must-revalidate',
    },
    body: 'any',
  },
  {
    row: '`proxyUrl` or `frontendApiProxy` with a path',
    recordings: ['opt proxy handshake', 'opt proxyUrl relative'],
    location: { without: ['__session'] },
  },
  {
    row: '`proxyUrl` or `frontendApiProxy` with a path',
    recordings: ['opt proxy fwd host'],
    location: { to: 'https://app.example/__clerk/v1/client/handshake', without: ['__session'] },
  },
  {
    row: '`x-clerk-request-data`',
    recordings: ['opt csp strict'],
    body: { 'x-clerk-request-data': undefined },
  },
];
