/** The meaning of a reason, and what to change. */
export interface Advice {
  readonly meaning: string;
  readonly fix: string;
}

/** Advice by reason, as in `x-clerk-auth-reason` and in request states. */
const advices: Readonly<Record<string, Advice>> = {
  'session-token-and-uat-missing': {
    meaning: 'The request carries neither a token nor cookies of this instance: a stranger.',
    fix: 'If somebody was signed in: send the cookies along (`credentials: "include"` across origins), or the token as `Authorization: Bearer …`.',
  },
  'client-uat-but-no-session-token': {
    meaning: 'The browser is signed in somewhere (`__client_uat`), but has no session token for this origin.',
    fix: 'A page navigation fetches it by the handshake. If this is an API request, let the page load first, or send the token in a header.',
  },
  'session-token-but-no-client-uat': {
    meaning: 'There is a session token, but `__client_uat` says that nobody is signed in.',
    fix: 'Usually a sign-out in another tab. If it stays: another application on this domain writes the unsuffixed cookies.',
  },
  'session-token-iat-before-client-uat': {
    meaning: 'The session token is older than the last sign-in of this browser.',
    fix: 'A page navigation fetches a new one. If it stays: the cookies come from two domains; delete those of the old one.',
  },
  'session-token-iat-before-revocation': {
    meaning: 'Tokens of this user that were issued by then were revoked (`revocations`).',
    fix: 'A page navigation fetches a new one. If this is an API request, call `getToken({ skipCache: true })`.',
  },
  'session-token-missing': {
    meaning: 'The handshake came back without a session: nobody is signed in.',
    fix: 'Send the person to the sign-in page.',
  },
  'session-token-nbf': {
    meaning: 'The token is not valid yet: the clock of this server is behind.',
    fix: 'Synchronize the clock (see `doctor`). `clockSkewInMs` is how much is forgiven, 5000 by default.',
  },
  'session-token-iat-in-the-future': {
    meaning: 'The token was issued in the future: the clock of this server is behind.',
    fix: 'Synchronize the clock (see `doctor`).',
  },
  'dev-browser-missing': {
    meaning: 'In development a browser is known by `__clerk_db_jwt`, and the request has none.',
    fix: 'Open a page in a browser first; other programs send a token in `Authorization`.',
  },
  'dev-browser-sync': {
    meaning: 'The browser came back from another domain with its development token in the address.',
    fix: 'Nothing: the handshake that follows stores it.',
  },
  'satellite-needs-syncing': {
    meaning: 'This is a satellite, and the browser has not been to the primary domain yet.',
    fix: 'Nothing for pages: they are redirected. API requests must come after a page.',
  },
  'primary-responds-to-syncing': {
    meaning: 'The primary domain answers a satellite that asks who is signed in.',
    fix: 'Nothing: the browser goes back by itself.',
  },
  'primary-domain-cross-origin-sync': {
    meaning: 'The page was reached from another origin of the same instance, and the session is looked up once more.',
    fix: 'Nothing: it happens once after such a visit.',
  },
  'active-organization-mismatch': {
    meaning: 'The address names another organization than the session works in (`organizationSyncOptions`).',
    fix: 'Nothing for pages: the handshake switches. API requests keep the organization of their token.',
  },
  'token-type-mismatch': {
    meaning: 'The kind of token is not one that is accepted here.',
    fix: 'Ask for it: `getAuth(req, { acceptsToken: ["api_key", …] })` or `protect({ token: … })`.',
  },
  'token-invalid': {
    meaning: 'This is not a token of the service: malformed, a JWT of a template, or revoked.',
    fix: 'Send what `getToken()` returns, without a template name and unchanged. JWTs of templates are verified with `verifyJwt`.',
  },
  'token-revoked': {
    meaning: 'The session, the user or the token was revoked (`revocations`).',
    fix: 'Send the person to the sign-in page.',
  },
  'token-expired': {
    meaning: 'The token has expired.',
    fix: 'Tokens live a minute: call `getToken()` before each request.',
  },
  'token-not-active-yet': {
    meaning: 'The token is not valid yet: the clock of this server is behind.',
    fix: 'Synchronize the clock (see `doctor`).',
  },
  'token-iat-in-the-future': {
    meaning: 'The token was issued in the future: the clock of this server is behind.',
    fix: 'Synchronize the clock (see `doctor`).',
  },
  'token-invalid-algorithm': {
    meaning: 'The token is not signed with RS256, RS384 or RS512, or not with the algorithm of its key.',
    fix: 'It is not a session token of the service.',
  },
  'token-invalid-authorized-parties': {
    meaning: 'The token was issued to an application (`azp`) that is not in `authorizedParties`.',
    fix: 'Add the origin of the frontend, scheme and port included, or call from a frontend that is listed.',
  },
  'token-invalid-issuer': {
    meaning: 'The token was issued by another instance or proxy (`iss`) than the accepted ones.',
    fix: 'Check that frontend and backend have keys of the same instance, and `issuer`, `proxyUrl` and `domain` if they are set.',
  },
  'token-invalid-signature': {
    meaning: 'The signature is not that of the key which the token names: changed on the way, or of another instance.',
    fix: 'Check that frontend and backend have keys of the same instance, and CLERK_JWT_KEY if it is set (see `doctor`).',
  },
  'token-verification-failed': {
    meaning: 'A claim is missing or of the wrong kind, or the audience or issuer is another one.',
    fix: 'The message says which. `audience` must be set only where tokens carry `aud`.',
  },
  'jwk-kid-mismatch': {
    meaning: 'The token names a key that the instance does not have.',
    fix: 'Frontend and backend have keys of different instances, or the token is older than the last rotation.',
  },
  'jwk-failed-to-resolve': {
    meaning: 'There is neither CLERK_JWT_KEY nor CLERK_SECRET_KEY to verify with.',
    fix: 'Set one of them.',
  },
  'jwk-remote-failed-to-load': {
    meaning: 'The keys of the instance could not be fetched: this says nothing about the token.',
    fix: 'See `doctor`. With CLERK_JWT_KEY session tokens are verified without the service.',
  },
  'secret-key-invalid': {
    meaning: 'The service does not know the secret key.',
    fix: 'Copy it again from the dashboard.',
  },
  'unexpected-error': {
    meaning: 'The service could not be reached: this is no verdict on the token.',
    fix: 'Answer 503 and try again; see `doctor`.',
  },
  'No token in header': {
    meaning: 'Only tokens of machines are accepted here, and `Authorization` has none.',
    fix: 'Send `Authorization: Bearer …`.',
  },
};

const refreshPrefix = 'session-token-expired-refresh-';
const refreshes: Readonly<Record<string, string>> = {
  'non-eligible-no-refresh-cookie': 'There is no refresh cookie: it comes with the first handshake in production.',
  'non-eligible-non-get': 'Only GET requests refresh a session.',
  'missing-api-client': 'Without a secret key no session is refreshed.',
  'fetch-error': 'The service could not be reached.',
};

/** The advice for a reason; undefined for an unknown one. */
export function adviceFor(reason: string): Advice | undefined {
  if (!reason.startsWith(refreshPrefix)) return Object.hasOwn(advices, reason) ? advices[reason] : undefined;
  const why = refreshes[reason.slice(refreshPrefix.length)] ?? 'The service gave no new token.';
  return {
    meaning: `The session token has expired, and the server did not refresh it. ${why}`,
    fix: 'A page navigation gets a new token by the handshake. API requests: call `getToken()` before each of them.',
  };
}
