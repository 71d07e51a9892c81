import { readFlag, readPage } from '../http/read-page.js';
import type { Instance } from '../instance/instance.js';
import { apiKeys, isApiKeyExpired, type ApiKeyRow } from './api-key.js';

/** A page of the API keys of a user or an organization that the filters of a request match, and the number of all. */
export async function listApiKeys(
  instance: Instance,
  query: URLSearchParams,
  subject: string,
): Promise<{ readonly rows: readonly ApiKeyRow[]; readonly total: number }> {
  const text = query.get('query');
  const found = await apiKeys.list(instance.db, {
    scope: subject,
    search: text ? { text, fields: ['name', 'description'] } : undefined,
  });
  const withInvalid = readFlag(query, 'include_invalid') === true;
  const wanted = withInvalid ? found : found.filter((row) => !row.revoked && !isApiKeyExpired(instance, row));
  const { limit, offset } = readPage(query);
  return { rows: wanted.slice(offset, offset + limit), total: wanted.length };
}
