import type { APIKeyJSON } from '../../wire/api-key.js';
import { resource } from '../resource.js';

/** A key with which a user or an organization calls your API. */
export class APIKey {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Kind of the key, `api_key`. */
  declare readonly type: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Whom it authenticates: a user, organization or machine id. */
  declare readonly subject: string;
  /** Scopes it grants. */
  declare readonly scopes: string[];
  /** Custom claims, as they were given. */
  declare readonly claims: Record<string, unknown> | null;
  /** Whether it was revoked. */
  declare readonly revoked: boolean;
  /** Reason of the revocation, if one was given. */
  declare readonly revocationReason: string | null;
  /** Whether its time is over. */
  declare readonly expired: boolean;
  /** When it expires; Unix time in ms, null for never. */
  declare readonly expiration: number | null;
  /** User who created it. */
  declare readonly createdBy: string | null;
  /** What it is for, as text for people. */
  declare readonly description: string | null;
  /** When it was last used; Unix time in ms, null for never. */
  declare readonly lastUsedAt: number | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** The key itself; only in the answer that created it. */
  declare readonly secret?: string | undefined;
}

/** Reads `APIKeyJSON`. */
export const apiKey = resource<APIKeyJSON>()('api_key', APIKey, [
  'id',
  'type',
  'name',
  'subject',
  'scopes',
  'claims',
  'revoked',
  'revocationReason',
  'expired',
  'expiration',
  'createdBy',
  'description',
  'lastUsedAt',
  'createdAt',
  'updatedAt',
  'secret',
]);
