import type { JsonObject } from '../store/json-object.js';
import { Collection, type Row } from '../store/collection.js';
import type { Instance } from '../instance/instance.js';
import type { Database } from '../store/open-store.js';
import { NotFoundError } from '../errors/api-error.js';
import type { APIKeyJSON } from '@acme/backend/wire';

/** A key with which a program calls for a user or an organization. Scope: that user or organization. */
export interface ApiKey {
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

/** What a new API key is made of. */
export interface NewApiKey {
  readonly id?: string | undefined;
  /** Default: a new one. */
  readonly secret?: string | undefined;
  /** Id of the user or the organization. */
  readonly subject: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly claims?: JsonObject | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly createdBy?: string | null | undefined;
  /** Unix time in ms; null: never. */
  readonly expiration: number | null;
}

export type ApiKeyRow = Row<ApiKey>;

export const apiKeys = new Collection<ApiKey>('api_key', { idPrefix: 'ak' });

/** Creates an API key. @returns the row, with the secret */
export function insertApiKey(instance: Instance, wanted: NewApiKey): Promise<Row<ApiKey>> {
  const row: ApiKey = {
    secret: wanted.secret ?? instance.createId('ak'),
    name: wanted.name,
    description: wanted.description ?? null,
    claims: wanted.claims ?? null,
    scopes: wanted.scopes ?? [],
    createdBy: wanted.createdBy ?? null,
    revoked: false,
    revocationReason: null,
    expiration: wanted.expiration,
    lastUsedAt: null,
  };
  return apiKeys.insert(instance, row, { scope: wanted.subject, ...(wanted.id !== undefined && { id: wanted.id }) });
}

export const isApiKeyExpired = ({ now }: Pick<Instance, 'now'>, { expiration }: ApiKey) =>
  expiration !== null && expiration <= now();

/** @throws {NotFoundError} */
export async function requireApiKey(db: Database, id: string): Promise<Row<ApiKey>> {
  const row = await apiKeys.find(db, id);
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
    expired: isApiKeyExpired(instance, row),
    expiration: row.expiration,
    created_by: row.createdBy,
    description: row.description,
    last_used_at: row.lastUsedAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
