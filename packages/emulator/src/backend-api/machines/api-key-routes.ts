import { apiKeys as apiKeysEndpoints } from '@acme/backend/endpoints';
import type { APIKeyJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, ParameterError } from '../../errors.js';
import type { Instance } from '../../instance/instance.js';
import type { RequestBody } from '../../http/request-body.js';
import { Collection, type Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import type { JsonObject } from '../../store/tables.js';
import { deleted } from '../deleted.js';
import { pageAnswer, readFlag, readPage } from '../../http/paging.js';
import { answers } from '../route.js';

/** Scope: the user or organization it belongs to. */
interface ApiKey {
  readonly secret: string;
  readonly name: string;
  readonly description: string | null;
  readonly claims: JsonObject | null;
  readonly scopes: readonly string[];
  readonly createdBy: string | null;
  readonly revoked: boolean;
  readonly revocationReason: string | null;
  /** Unix time in ms; null: never. */
  readonly expiration: number | null;
  readonly lastUsedAt: number | null;
}

const keys = new Collection<ApiKey>('api_key', { idPrefix: 'ak' });

/** Makes an API key, and gives the row with its secret. */
export function insertApiKey(instance: Instance, subject: string, body: RequestBody): Promise<Row<ApiKey>> {
  return keys.insert(
    instance,
    {
      secret: instance.createId('ak'),
      name: body.requiredString('name'),
      description: body.string('description') ?? null,
      claims: body.object('claims') ?? null,
      scopes: body.strings('scopes') ?? [],
      createdBy: body.string('created_by') ?? null,
      revoked: false,
      revocationReason: null,
      expiration: expirationOf(instance, body) ?? null,
      lastUsedAt: null,
    },
    { scope: subject },
  );
}

export const apiKeys = answers(apiKeysEndpoints, {
  list: async ({ query, ...instance }) => {
    const subject = query.get('subject');
    if (!subject) throw new ParameterError('form_param_missing', 'is missing', 'subject', 'subject must be included.');
    const text = query.get('query');
    const found = await keys.list(instance.db, {
      scope: subject,
      search: text ? { text, fields: ['name', 'description'] } : undefined,
    });
    const withInvalid = readFlag(query, 'include_invalid') === true;
    const wanted = withInvalid ? found : found.filter((row) => !row.revoked && !isExpired(instance, row));
    const { limit, offset } = readPage(query);
    return pageAnswer(
      wanted.slice(offset, offset + limit).map((row) => apiKeyJSON(instance, row)),
      wanted.length,
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
    const row = await insertApiKey(instance, subject, body);
    return { ...apiKeyJSON(instance, row), secret: row.secret };
  },

  get: async ({ params, ...instance }) => apiKeyJSON(instance, await requireKey(instance.db, params.apiKeyId)),

  update: async ({ params, body, ...instance }) => {
    const row = await requireKey(instance.db, params.apiKeyId);
    const expiration = expirationOf(instance, body);
    const changed = await keys.update(instance, row, {
      description: body.string('description') ?? row.description,
      claims: body.object('claims') ?? row.claims,
      scopes: body.strings('scopes') ?? row.scopes,
      expiration: expiration === undefined ? row.expiration : expiration,
    });
    return apiKeyJSON(instance, changed);
  },

  delete: async ({ params, db }) => {
    const row = await requireKey(db, params.apiKeyId);
    await keys.delete(db, row.id);
    return deleted('api_key', row.id);
  },

  revoke: async ({ params, body, ...instance }) => {
    const row = await requireKey(instance.db, params.apiKeyId);
    const revocationReason = body.string('revocation_reason') ?? null;
    return apiKeyJSON(instance, await keys.update(instance, row, { revoked: true, revocationReason }));
  },

  getSecret: async ({ params, db }) => ({ secret: (await requireKey(db, params.apiKeyId)).secret }),

  verify: async ({ body, ...instance }) => {
    const row = await keys.findWhere(instance.db, { where: { secret: body.requiredString('secret') } });
    if (!row) throw new ApiError(404, 'token-invalid', 'API key not found');
    if (row.revoked || isExpired(instance, row)) {
      throw new ApiError(400, row.revoked ? 'api_key_revoked' : 'api_key_expired', 'The API key is no longer valid.');
    }
    return apiKeyJSON(instance, await keys.update(instance, row, { lastUsedAt: instance.now() }));
  },
});

const isExpired = ({ now }: Pick<Instance, 'now'>, { expiration }: ApiKey) =>
  expiration !== null && expiration <= now();

/** From `seconds_until_expiration`; null: never; undefined: the body does not say. */
function expirationOf({ now }: Pick<Instance, 'now'>, body: RequestBody): number | null | undefined {
  if (body.fields['seconds_until_expiration'] === null) return null;
  const seconds = body.number('seconds_until_expiration');
  return seconds === undefined ? undefined : now() + seconds * 1000;
}

async function requireKey(db: Database, id: string): Promise<Row<ApiKey>> {
  const row = await keys.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No API key was found with id ${id}.`);
}

/** An API key without its secret, as the Backend API shows it. */
export function apiKeyJSON(instance: Pick<Instance, 'now'>, row: Row<ApiKey>): APIKeyJSON {
  return {
    object: 'api_key',
    id: row.id,
    type: 'api_key',
    name: row.name,
    subject: row.scope,
    scopes: row.scopes,
    claims: row.claims,
    revoked: row.revoked,
    revocation_reason: row.revocationReason,
    expired: isExpired(instance, row),
    expiration: row.expiration,
    created_by: row.createdBy,
    description: row.description,
    last_used_at: row.lastUsedAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
