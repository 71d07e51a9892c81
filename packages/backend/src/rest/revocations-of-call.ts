import {
  isRevocableId,
  marginSeconds,
  nameOfToken,
  revokeByTime,
  revokeSession,
  revokeToken,
  type Revocation,
} from '../revocations/revocation.js';
import type { Revocations } from '../revocations/revocations.js';
import { isPromise, type MaybePromise } from '../maybe-promise.js';
import type { TokenRules } from '../token/verify-token.js';
import { revocationOfToken } from './revocation-of-token.js';
import type { ApiRequest, ApiResponse } from './send.js';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** What a call has done, from what was sent and what came back. */
interface Done {
  /** The id in the path, if the route has one. */
  readonly id: string;
  readonly sent: Fields;
  readonly answer: Fields;
  /** When it was answered, by the service's clock: that of its tokens. Unix ms. */
  readonly atMs: number;
  readonly revocations: Pick<Revocations, 'lifetimeSeconds'>;
  /** Returns the rules by which tokens are verified, which may throw. */
  readonly tokenRules: (() => TokenRules) | undefined;
}

type Reader = (done: Done) => MaybePromise<readonly Revocation[]>;

/** A clock that is further from ours than that is not believed. */
const clockToleranceMs = 300_000;

/** The service's time of an answer. Our own clock may be ahead, and whoever may come back a moment later must not be refused until then. */
function timeOf({ dateMs }: ApiResponse): number {
  const nowMs = Date.now();
  if (dateMs === undefined) return nowMs;
  if (Math.abs(dateMs - nowMs) > clockToleranceMs) return nowMs;
  // The header has whole seconds, and servers make it once in a second.
  return Math.max(dateMs, Math.min(nowMs, dateMs + 2_000));
}

/** The second of the answer is cut off; the change is in it, or just before. */
const gone: Reader = ({ id, answer, atMs }) => {
  const updatedMs = Math.min(numberOf(answer['updated_at']) ?? 0, atMs + marginSeconds * 1000);
  return [revokeByTime('subject', id, Math.max(atMs, updatedMs))];
};
const signedOut =
  (name: string): Reader =>
  ({ id, sent, atMs }) =>
    sent[name] === true ? [revokeByTime('holder', id, atMs)] : [];
const token: Reader = ({ id, answer }) => [revokeToken(id, numberOf(answer['expiration']))];

function oauthToken({ sent, tokenRules }: Done): MaybePromise<readonly Revocation[]> {
  const text = sent['token'];
  return typeof text === 'string' ? revocationOfToken(text, tokenRules) : [];
}

function changedUser(done: Done): MaybePromise<readonly Revocation[]> {
  return done.sent['banned'] === true ? gone(done) : signedOut('sign_out_of_other_sessions')(done);
}

function bannedUsers({ sent, atMs }: Done): readonly Revocation[] {
  const ids = sent['user_ids'];
  return Array.isArray(ids) ? ids.filter(isRevocableId).map((id) => revokeByTime('subject', id, atMs)) : [];
}

/** The calls that revoke something; `*` is the id. */
const readers: Readonly<Record<string, Reader>> = {
  'POST /sessions/*/revoke': ({ id, revocations }) => [revokeSession(id, revocations)],
  'POST /users/*/ban': gone,
  'POST /users/ban': bannedUsers,
  'DELETE /users/*': gone,
  'PATCH /users/*': changedUser,
  'POST /users/*/remove_password': signedOut('sign_out_of_other_sessions'),
  'POST /users/*/password/set_compromised': signedOut('revoke_all_sessions'),
  'DELETE /organizations/*': gone,
  'DELETE /machines/*': gone,
  'POST /api_keys/*/revoke': token,
  'DELETE /api_keys/*': token,
  'POST /m2m_tokens/*/revoke': token,
  'POST /oauth_applications/*/revoke_token': oauthToken,
};

/** What a call that succeeded has revoked. @param tokenRules - returns the rules by which the tokens of the instance are verified */
export async function revocationsOfCall(
  { method, path, body }: ApiRequest,
  answer: ApiResponse,
  revocations: Pick<Revocations, 'lifetimeSeconds'>,
  tokenRules?: () => TokenRules,
): Promise<readonly Revocation[]> {
  const [, collection = '', second = '', ...rest] = path.split('/');
  const end = rest.map((part) => `/${part}`).join('');
  const fixed = readers[`${method} ${path}`];
  const reader = fixed ?? readers[`${method} /${collection}/*${end}`];
  const id = fixed ? collection : decodeURIComponent(second);
  if (!reader || !isRevocableId(id)) return [];
  const done = {
    id,
    sent: fieldsOf(body),
    answer: fieldsOf(answer.body),
    atMs: timeOf(answer),
    revocations,
    tokenRules,
  };
  const found = reader(done);
  return isPromise(found) ? await found : found;
}

const owners: ReadonlySet<string> = new Set(['users', 'organizations', 'machines', 'api_keys', 'm2m_tokens']);

/**
 * About which tokens, or owners of tokens, a call may have changed something: their ids, or the name of a token's text. Answers about them that
 * were asked for before it ended must not be used, whether it succeeded or not.
 */
export async function changedIdsOf({ path, body }: ApiRequest): Promise<readonly string[]> {
  const [, collection = '', second = ''] = path.split('/');
  const sent = fieldsOf(body);
  const text = collection === 'oauth_applications' ? sent['token'] : undefined;
  if (typeof text === 'string') return [await nameOfToken(text)];
  const ids = Array.isArray(sent['user_ids']) ? sent['user_ids'] : [decodeURIComponent(second)];
  return owners.has(collection) ? ids.filter(isRevocableId) : [];
}
