/** An outcome that is meant to differ from the recorded one. */
export interface IntendedDifference {
  readonly status: string;
  readonly reason: string | null;
  /** Where a redirect must lead, if there may be one. */
  readonly leadsTo?: string;
  /** Where it must lead back to. */
  readonly leadsBackTo?: string;
}

const signedOut = (reason: string): IntendedDifference => ({ status: 'signed-out', reason });
export const signedIn: IntendedDifference = { status: 'signed-in', reason: null };
const handshake = (reason: string, leadsTo: string, leadsBackTo = 'https://app.example.com'): IntendedDifference => ({
  status: 'handshake',
  reason,
  leadsTo,
  leadsBackTo,
});

const noToken = signedOut('session-token-and-uat-missing');
const development = 'https://vector-app-12.clerk.accounts.dev';
const production = 'https://clerk.example.com';
const expired = 'session-token-expired-refresh-non-eligible-no-refresh-cookie';

/** What ours does where it is meant to differ from the recording; docs/differences.md says why. */
export const intendedDifferences: Readonly<Record<string, IntendedDifference>> = {
  // A PEM whose line breaks are the two characters \n is read as what it is.
  'verify/jwtKey-escaped-newlines': signedIn,
  // The scheme is Bearer in any letter case.
  'header/scheme/lowercase-bearer': signedIn,
  'header/scheme/UPPER-bearer': signedIn,
  'header/scheme/lowercase-bearer-with-cookie': signedOut(expired),
  // Any number of spaces may follow the scheme.
  'header/scheme/two-spaces': signedIn,
  // A token from a header is not put into a URL.
  'refresh/prod/header-token-expired-nav': handshake(expired, production),
  // A handshake token that is not good is as if there were none.
  'handshake/dev/cookie/bad-signature': noToken,
  'handshake/dev/cookie/malformed': noToken,
  'handshake/dev/cookie/wrong-alg': noToken,
  'handshake/dev/cookie/with-valid-existing-session': signedIn,
  'handshake/dev/cookie/kid-unknown': noToken,
  'handshake/dev/query/wrong-alg': handshake('dev-browser-sync', development),
  'handshake/dev/query/wrong-typ': handshake('dev-browser-sync', development),
  'handshake/dev/query/cat-template': handshake('dev-browser-sync', development),
  'handshake/dev/query/kid-unknown': handshake('dev-browser-sync', development),
  // In production nobody is signed in or out by a link: the address counts only for a browser that was sent for it.
  'handshake/prod/query/empty-directives': noToken,
  'nonce/prod/query/content-type-charset': noToken,
  'nonce/prod/query/inner-expired': noToken,
  'nonce/prod/query/inner-bad-signature': noToken,
  'nonce/prod/query/beats-handshake-token': signedIn,
  'handshake/prod/query/cat-session': noToken,
  'handshake/prod/query/expired-handshake-is-still-accepted': noToken,
  'handshake/prod/query/fetch-request': noToken,
  // JSON with a charset is JSON.
  'nonce/prod/cookie/content-type-charset': signedIn,
  'machine/api_key/content-type-charset': signedIn,
  'machine/oauth_token/content-type-charset': signedIn,
  // Three redirects and more are enough; odd counters count as whole numbers.
  'loop/satellite/count-4': signedOut('satellite-needs-syncing'),
  'loop/satellite/count-10': signedOut('satellite-needs-syncing'),
  'loop/prod-uat-only/count-10': signedOut('client-uat-but-no-session-token'),
  'loop/dev-no-browser/count-10': signedOut('dev-browser-missing'),
  'loop/prod-uat-only/count--1': handshake('client-uat-but-no-session-token', production),
  'loop/prod-uat-only/count-2.5': handshake('client-uat-but-no-session-token', production),
  'loop/dev-no-browser/count-2.5': handshake('dev-browser-missing', development),
  'loop/satellite/count-2.5': handshake('satellite-needs-syncing', 'https://clerk.sat.com', 'https://sat.com'),
  // Only web addresses are redirected to. Which satellites there are is not known here, so any may be named, in development only.
  'primary/dev/responds-to-sync-javascript-url': noToken,
  'primary/dev/responds-to-sync-arbitrary-host': {
    status: 'handshake',
    reason: 'primary-responds-to-syncing',
    leadsTo: 'https://evil.example',
  },
  'verify/aud-number-accepted': signedOut('token-verification-failed'),
  'verify/jwks/kid-proto': signedOut('jwk-kid-mismatch'),
  // An answer of 200 alone proves nothing.
  'machine/api_key/html-200': signedOut('unexpected-error'),
  'machine/api_key/empty-json-200': signedOut('unexpected-error'),
  'machine/oauth_token/empty-204': signedOut('unexpected-error'),
  'machine/m2m_token/revoked-flag-200': signedOut('token-invalid'),
  // Only the origin comes from headers, and only a web origin; the path stays a path.
  'url/forwarded-proto-javascript': handshake('client-uat-but-no-session-token', production, 'http://localhost:3000'),
  'url/double-slash-path': handshake('client-uat-but-no-session-token', production),
  'url/double-slash-path-relative-proxy': handshake(expired, 'https://app.example.com'),
  'url/forwarded-host-spoof-relative-proxy': handshake(expired, 'https://evil.com', 'https://evil.com'),
};

/** Whether a cookie is set by ours alone: the one that goes with a handshake in production. Recordings are compared without it. */
export const isOwnCookie = (cookie: string): boolean => cookie.startsWith('__clerk_hs_sent_');
