import { isPromise, type MaybePromise } from '../maybe-promise.js';
import {
  isRevocableId,
  marginSeconds,
  nameOfToken,
  revokeByTime,
  revokeSession,
  revokeToken,
  type Revocation,
} from './revocation.js';

/** A call of the Backend API, and its answer. */
export interface FinishedCall {
  readonly method: string;
  /** Encoded path, starts with `/`. */
  readonly path: string;
  readonly sent: unknown;
  readonly answer: unknown;
  /** When the service answered, by its own clock, Unix ms; undefined if it did not say. */
  readonly dateMs: number | undefined;
}

/** The claims of a JWT that the instance has signed; undefined if it has not, or if nobody can say so now. */
export type ReadSignedClaims = (
  text: string,
) => Promise<{ readonly jti?: unknown; readonly exp?: unknown } | undefined>;

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
  readonly lifetimeSeconds: number;
  readonly readSigned: ReadSignedClaims;
}

type Reader = (done: Done) => MaybePromise<readonly Revocation[]>;

/** A clock that is further from ours than that is not believed. */
const clockToleranceMs = 300_000;

/** The service's time of an answer. Our own clock may be ahead, and whoever may come back a moment later must not be refused until then. */
function timeOf({ dateMs }: FinishedCall): number {
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

/**
 * The service answers alike for tokens that it does not know (RFC 7009 section 2.2), so the text may be forged: the id in it counts only if the instance has
 * signed it, or somebody could revoke tokens of others. Anything else is known by its own text, which concerns nobody else.
 */
async function oauthToken({ sent, readSigned }: Done): Promise<readonly Revocation[]> {
  const text = sent['token'];
  if (typeof text !== 'string') return [];
  const { jti, exp } = (await readSigned(text)) ?? {};
  if (!isRevocableId(jti)) return [revokeToken(await nameOfToken(text), undefined)];
  return [revokeToken(jti, typeof exp === 'number' ? exp * 1000 : undefined)];
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
  'POST /sessions/*/revoke': ({ id, lifetimeSeconds }) => [revokeSession(id, { lifetimeSeconds })],
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

/**
 * What a call that succeeded has revoked.
 * @param lifetimeSeconds - how long session tokens live
 */
export async function revocationsOfCall(
  call: FinishedCall,
  lifetimeSeconds: number,
  readSigned: ReadSignedClaims,
): Promise<readonly Revocation[]> {
  const { method, path } = call;
  const [, collection = '', second = '', ...rest] = path.split('/');
  const end = rest.map((part) => `/${part}`).join('');
  const fixed = readers[`${method} ${path}`];
  const reader = fixed ?? readers[`${method} /${collection}/*${end}`];
  const id = fixed ? collection : decodeURIComponent(second);
  if (!reader || !isRevocableId(id)) return [];
  const sent = fieldsOf(call.sent);
  const found = reader({ id, sent, answer: fieldsOf(call.answer), atMs: timeOf(call), lifetimeSeconds, readSigned });
  return isPromise(found) ? await found : found;
}
