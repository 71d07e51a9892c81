import type { AnswerDifference } from 'adapter-kit';

const signedOut = { 'x-clerk-auth-status': 'signed-out', 'x-clerk-auth-reason': 'dev-browser-missing' };
const none = { 'x-clerk-auth-status': null, 'x-clerk-auth-reason': null };

/** A difference of this package. */
export interface AstroDifference extends AnswerDifference {
  /** Ours does not redirect. */
  readonly isNoRedirect?: true;
  /** Ours sets no cookies. */
  readonly setsNoCookies?: true;
}

const failed = { ...none, 'cache-control': null, 'content-type': null };

/** The list of intended differences; `docs/differences.md` has each row of it. */
export const intendedDifferences: readonly AstroDifference[] = [
  {
    row: 'an answer that sets cookies of a session (refreshed, or after a handshake)',
    recordings: ['refresh ok', 'own'],
    headers: { 'cache-control': 'private, no-store' },
  },
  { row: '`clerkClient(context)`', recordings: ['clerkClient'], body: 'any' },
  {
    row: '`signInUrl` that is a path',
    recordings: ['mw rts rel signInUrl'],
    location: { to: '/sign-in', query: [['redirect_url', '{app}/']] },
  },
  {
    row: 'a path that cannot be decoded, and `createRouteMatcher()`',
    recordings: ['matcher malformed'],
    headers: signedOut,
    body: 'any',
  },
  {
    row: '`//host` or `/\\host` as path',
    recordings: ['matcher double slash'],
    status: 400,
    isNoRedirect: true,
  },
  {
    row: '`frontendApiProxy`, `clockSkewInMs` and other options that the official package drops silently',
    recordings: ['opt frontendApiProxy'],
    status: 502,
    headers: { ...none, 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: 'any',
  },
  {
    row: 'an option that the function does not take',
    recordings: ['opt unknown'],
    status: 500,
    headers: { ...none, 'content-type': null },
    body: 'any',
  },
  {
    row: 'a redirect back from the handshake',
    recordings: ['handshake return'],
    headers: { 'x-clerk-auth-status': null },
  },
  {
    row: 'a key that is missing when the application runs, and was there when it was built',
    recordings: [
      'env no secret key none',
      'env no secret key bearer',
      'env no secret key browser',
      'env no publishable key none',
      'env no publishable key bearer',
      'env no publishable key browser',
    ],
    status: 500,
    headers: failed,
    isNoRedirect: true,
    setsNoCookies: true,
    body: 'any',
  },
];
