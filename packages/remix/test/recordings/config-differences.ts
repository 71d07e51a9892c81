import type { IntendedDifference } from './intended-differences.js';

const organizations = '`organizationSyncOptions`, `frontendApiProxy`';
/** The list of intended differences in how the application is set up; `docs/differences.md` has each row of it. */
export const configDifferences: readonly IntendedDifference[] = [
  {
    row: 'variables',
    recordings: [
      'publishable key as VITE_CLERK_PUBLISHABLE_KEY: document, dev browser only',
      'publishable key as VITE_CLERK_PUBLISHABLE_KEY: bearer',
    ],
    status: 200,
  },
  { row: '`jwtKey` alone', recordings: ['jwtKey without secret key: bearer'], status: 200 },
  {
    row: 'options of `rootAuthLoader()`',
    recordings: ['secret and publishable key only as options: document, dev browser only'],
    status: 200,
  },
  { row: 'an outage', recordings: ['JWKS hangs 12 s: bearer'], body: 'any' },
  {
    row: '`acceptsToken` and `treatPendingAsSignedOut` of `getAuth()`',
    recordings: ['whole API answers 503, machine token: api key, any'],
    body: 'any',
  },
  {
    row: 'the result of a handshake that the service cannot give',
    recordings: [
      'whole API answers 503, machine token: handshake return',
      'whole API answers 503, machine token: handshake return, third time',
    ],
    status: 200,
    headers: {
      'access-control-allow-credentials': null,
      'access-control-allow-origin': null,
      'cache-control': null,
      location: null,
      'x-clerk-auth-reason': null,
      'x-clerk-auth-status': null,
    },
  },
  {
    row: organizations,
    recordings: ['organizationSyncOptions: document, signed in, other organization'],
    status: 307,
    headers: {
      'cache-control': 'no-store',
      location: {
        to: '{service}/accounts.dev/v1/client/handshake',
        query: [
          ['__clerk_api_version', '*'],
          ['__clerk_db_jwt', '*'],
          ['__clerk_hs_reason', 'active-organization-mismatch'],
          ['__session', '*'],
          ['format', 'nonce'],
          ['organization_id', '*'],
          ['redirect_url', '{app}/page'],
          ['suffixed_cookies', 'true'],
        ],
      },
      'set-cookie': ['__clerk_redirect_count'],
      'x-clerk-auth-reason': 'active-organization-mismatch',
      'x-clerk-auth-status': 'handshake',
    },
  },
  {
    row: organizations,
    recordings: ['frontendApiProxy option: document, nothing'],
    headers: {
      location: {
        to: '/__clerk/v1/client/handshake',
        query: [
          ['__clerk_api_version', '*'],
          ['__clerk_hs_reason', 'dev-browser-missing'],
          ['format', 'nonce'],
          ['redirect_url', '{app}/page'],
          ['suffixed_cookies', 'false'],
        ],
      },
    },
  },
];
