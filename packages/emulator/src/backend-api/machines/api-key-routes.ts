import { apiKeys as apiKeysEndpoints } from '@acme/backend/endpoints';
import { ApiError, ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import type { RequestBody } from '../../http/request-body.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { listApiKeys } from '../../machines/list-api-keys.js';
import { readApiKeyDescription, readApiKeyName } from '../../machines/read-api-key-name.js';
import { answers } from '../backend-route.js';
import { apiKeys, insertApiKey, isApiKeyExpired, requireApiKey, apiKeyJSON } from '../../machines/api-key.js';

export const apiKeyRoutes = answers(apiKeysEndpoints, {
  list: async ({ query, ...instance }) => {
    const subject = query.get('subject');
    if (!subject) throw new ParameterError('form_param_missing', 'is missing', 'subject', 'subject must be included.');
    const { rows, total } = await listApiKeys(instance, query, subject);
    return pageAnswer(
      rows.map((row) => apiKeyJSON(instance, row)),
      total,
    );
  },

  create: async ({ body, ...instance }) => {
    const subject = body.requiredString('subject');
    if (!/^(user|org)_/.test(subject)) {
      throw new ParameterError(
        'form_param_value_invalid',
        'is invalid',
        'subject',
        'subject must be the id of a user or an organization.',
      );
    }
    const row = await insertApiKey(instance, {
      subject,
      name: readApiKeyName(body),
      description: readApiKeyDescription(body),
      claims: body.object('claims'),
      scopes: body.strings('scopes'),
      createdBy: body.string('created_by'),
      expiration: expirationOf(instance, body) ?? null,
    });
    return { ...apiKeyJSON(instance, row), secret: row.secret };
  },

  get: async ({ params, ...instance }) => apiKeyJSON(instance, await requireApiKey(instance.db, params.apiKeyId)),

  update: async ({ params, body, ...instance }) => {
    const row = await requireApiKey(instance.db, params.apiKeyId);
    const expiration = expirationOf(instance, body);
    const changed = await apiKeys.update(instance, row, {
      description: readApiKeyDescription(body) ?? row.description,
      claims: body.object('claims') ?? row.claims,
      scopes: body.strings('scopes') ?? row.scopes,
      expiration: expiration === undefined ? row.expiration : expiration,
    });
    return apiKeyJSON(instance, changed);
  },

  delete: async ({ params, db }) => {
    const row = await requireApiKey(db, params.apiKeyId);
    await apiKeys.delete(db, row.id);
    return deleted('api_key', row.id);
  },

  revoke: async ({ params, body, ...instance }) => {
    const row = await requireApiKey(instance.db, params.apiKeyId);
    const revocationReason = body.string('revocation_reason') ?? null;
    return apiKeyJSON(instance, await apiKeys.update(instance, row, { revoked: true, revocationReason }));
  },

  getSecret: async ({ params, db }) => ({ secret: (await requireApiKey(db, params.apiKeyId)).secret }),

  verify: async ({ body, ...instance }) => {
    const row = await apiKeys.findWhere(instance.db, { where: { secret: body.requiredString('secret') } });
    if (!row) throw new ApiError(404, 'token-invalid', 'API key not found');
    if (row.revoked || isApiKeyExpired(instance, row)) {
      throw new ApiError(400, row.revoked ? 'api_key_revoked' : 'api_key_expired', 'The API key is no longer valid.');
    }
    return apiKeyJSON(instance, await apiKeys.update(instance, row, { lastUsedAt: instance.now() }));
  },
});

/** Expiry from `seconds_until_expiration`, Unix ms; null: never; undefined: not given. */
function expirationOf({ now }: Pick<Instance, 'now'>, body: RequestBody): number | null | undefined {
  if (body.fields['seconds_until_expiration'] === null) return null;
  const seconds = body.seconds('seconds_until_expiration');
  return seconds === undefined ? undefined : now() + seconds * 1000;
}
