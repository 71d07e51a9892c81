import type { Difference } from 'adapter-kit';

/** A difference between our answer and the recorded one: what ours has instead. */
export interface IntendedDifference extends Difference {
  readonly status?: number;
  /** Headers that ours has instead; null: it has none. */
  readonly headers?: Readonly<Record<string, unknown>>;
  /** The reason for which the browser is redirected. */
  readonly handshakeReason?: string;
  /** The body is not compared. */
  readonly body?: 'any';
}

const machines = ['api_key', 'm2m_token', 'm2m jwt', 'oauth_token'];

/** The list of intended differences; `docs/differences.md` has each row of it. */
export const intendedDifferences: readonly IntendedDifference[] = [
  {
    row: '`acceptsToken` and `treatPendingAsSignedOut` of `getAuth()`',
    recordings: [
      ...machines.flatMap((kind) => [`machine: ${kind} accepts any`, `machine: ${kind} accepts api_key`]),
      'pending false',
    ],
    body: 'any',
  },
  {
    row: 'a form whose session has expired',
    recordings: ['document action, expired no refresh'],
    status: 303,
    headers: { 'x-clerk-auth-reason': 'session-token-expired-refresh-non-eligible-no-refresh-cookie' },
    handshakeReason: 'session-token-expired-refresh-non-eligible-no-refresh-cookie',
  },
  {
    row: 'HEAD',
    recordings: ['HEAD'],
    status: 200,
    headers: {
      'cache-control': null,
      location: null,
      'set-cookie': null,
      'x-clerk-auth-reason': null,
      'x-clerk-auth-status': null,
      'content-type': 'text/html; charset=utf-8',
    },
  },
  {
    row: 'an answer that renews cookies',
    recordings: ['data root, expired with refresh'],
    headers: { 'cache-control': 'private, no-store' },
  },
  {
    row: 'the status of `json()` in the function of `rootAuthLoader()`',
    recordings: ['root form json: data', 'root form json: document'],
    status: 203,
  },
  {
    row: '`getAuth()` without the arguments of the loader',
    recordings: ['resource kind noargs', 'resource kind noctx'],
    body: 'any',
  },
  { row: 'the default export of `/api.server`', recordings: ['api.server shape'], body: 'any' },
];
