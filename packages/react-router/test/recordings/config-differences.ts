import type { AnswerDifference } from 'adapter-kit';

const functions = '`isSatellite`, `domain` and `proxyUrl` as functions of the URL';
const dropped =
  'options that the official package drops silently, such as `clockSkewInMs`, `satelliteAutoSync` and `frontendApiProxy`';
const proxied = [
  ['redirect_url', '{app}/page'],
  ['__clerk_api_version', '*'],
  ['suffixed_cookies', 'false'],
  ['__clerk_hs_reason', 'dev-browser-missing'],
  ['format', 'nonce'],
] as const;

/** The list of intended differences in how the application is set up; `docs/differences.md` has each row of it. */
export const configDifferences: readonly AnswerDifference[] = [
  { row: '`jwtKey` alone', recordings: ['jwtKey without secret key: bearer'], status: 200 },
  {
    row: '`clerkClient(args)`',
    recordings: ['secret and publishable key only as options: clerkClient'],
    status: 200,
  },
  {
    row: 'an outage',
    recordings: ['JWKS hangs 12 s: bearer'],
    headers: { 'x-clerk-auth-status': 'signed-out', 'x-clerk-auth-reason': 'unexpected-error' },
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
      'x-clerk-auth-reason': null,
      'x-clerk-auth-status': null,
    },
    location: undefined,
  },
  {
    row: dropped,
    recordings: ['clockSkewInMs 10 minutes: bearer expired 2 minutes ago'],
    headers: { 'x-clerk-auth-reason': null, 'x-clerk-auth-status': null },
    body: 'any',
  },
  { row: dropped, recordings: ['unknown option: bearer'], status: 500, body: 'any' },
  {
    row: dropped,
    recordings: ['satellite with satelliteAutoSync: document, nothing'],
    status: 307,
    headers: {
      'cache-control': 'no-store',
      'x-clerk-auth-status': 'handshake',
      'x-clerk-auth-reason': 'satellite-needs-syncing',
    },
    location: { to: 'https://primary.example.com/sign-in', query: [['__clerk_redirect_url', '*']] },
    cookies: ['__clerk_redirect_count'],
  },
  {
    row: dropped,
    recordings: ['frontendApiProxy option: document, nothing'],
    location: { to: '{app}/__clerk/v1/client/handshake', query: proxied },
  },
  {
    row: 'a satellite whose `signInUrl` is a path',
    recordings: ['satellite, relative signInUrl: document, dev browser only'],
    status: 200,
    headers: { 'x-clerk-auth-status': 'signed-out', 'x-clerk-auth-reason': 'session-token-and-uat-missing' },
  },
  {
    row: functions,
    recordings: ['satellite as function: document, nothing', 'proxyUrl as function: document, nothing'],
    status: 500,
    headers: { 'cache-control': null, 'x-clerk-auth-reason': null, 'x-clerk-auth-status': null },
    location: undefined,
    cookies: undefined,
  },
  {
    row: 'options as a function',
    recordings: [
      'options as function: document, valid cookie',
      'options as function: bearer',
      'options as async function: bearer',
    ],
    headers: { 'x-clerk-auth-status': 'signed-out', 'x-clerk-auth-reason': 'token-invalid-authorized-parties' },
    body: 'any',
  },
];
