import { isRevocableId, revokeByTime, revokeSession, revokeToken, type Revocation } from '../revocations/revocation.js';
import type { Revocations } from '../revocations/revocations.js';
import { decodeToken } from '../token/decode-token.js';
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
  readonly revocations: Revocations;
}

type Reader = (done: Done) => readonly Revocation[];

/** The service's clock may be ahead of ours; its tokens have its time. */
const gone: Reader = ({ id, answer }) => [
  revokeByTime('subject', id, Math.max(Date.now(), numberOf(answer['updated_at']) ?? 0)),
];
const signedOut =
  (name: string): Reader =>
  ({ id, sent }) =>
    sent[name] === true ? [revokeByTime('holder', id, Date.now())] : [];
const token: Reader = ({ id, answer }) => [revokeToken(id, numberOf(answer['expiration']))];

/** A JWT is known by its id, an opaque token by its text. */
function oauthToken({ sent }: Done): readonly Revocation[] {
  const text = sent['token'];
  if (typeof text !== 'string') return [];
  const { jti, exp } = decodeToken(text)?.payload ?? {};
  const id: unknown = jti ?? text;
  const seconds = numberOf(exp);
  return isRevocableId(id) ? [revokeToken(id, seconds === undefined ? undefined : seconds * 1000)] : [];
}

function changedUser(done: Done): readonly Revocation[] {
  return done.sent['banned'] === true ? gone(done) : signedOut('sign_out_of_other_sessions')(done);
}

function bannedUsers({ sent }: Done): readonly Revocation[] {
  const ids = sent['user_ids'];
  return Array.isArray(ids) ? ids.filter(isRevocableId).map((id) => revokeByTime('subject', id, Date.now())) : [];
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

/** What a call that succeeded has revoked. */
export function revocationsOfCall(
  { method, path, body }: ApiRequest,
  answer: ApiResponse,
  revocations: Revocations,
): readonly Revocation[] {
  const [, collection = '', second = '', ...rest] = path.split('/');
  const end = rest.map((part) => `/${part}`).join('');
  const fixed = readers[`${method} ${path}`];
  const reader = fixed ?? readers[`${method} /${collection}/*${end}`];
  const id = fixed ? collection : decodeURIComponent(second);
  if (!reader || !isRevocableId(id)) return [];
  return reader({ id, sent: fieldsOf(body), answer: fieldsOf(answer.body), revocations });
}
