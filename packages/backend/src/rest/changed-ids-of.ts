import { isRevocableId, nameOfToken } from '../revocations/revocation.js';
import type { ApiRequest } from './send.js';

const owners: ReadonlySet<string> = new Set(['users', 'organizations', 'machines', 'api_keys', 'm2m_tokens']);

/**
 * About which tokens, or owners of tokens, a call may have changed something: their ids, or the name of a token's text. Answers about them that
 * were asked for before it ended must not be used, whether it succeeded or not.
 */
export async function changedIdsOf({ path, body }: ApiRequest): Promise<readonly string[]> {
  const [, collection = '', second = ''] = path.split('/');
  const sent = (body ?? {}) as Readonly<Record<string, unknown>>;
  const text = collection === 'oauth_applications' ? sent['token'] : undefined;
  if (typeof text === 'string') return [await nameOfToken(text)];
  const ids = Array.isArray(sent['user_ids']) ? sent['user_ids'] : [decodeURIComponent(second)];
  return owners.has(collection) ? ids.filter(isRevocableId) : [];
}
