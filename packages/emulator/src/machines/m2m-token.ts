import type { JsonObject } from '../store/json-object.js';
import { Collection, type Row } from '../store/collection.js';
import type { Instance } from '../instance/instance.js';
import type { MachineRow } from './machine.js';
import type { M2MTokenJSON } from '@acme/backend/wire';
import { m2mTokenCategory } from '../instance/signer.js';

/** A token with which one machine calls others. */
export interface M2MToken {
  /** The text of an opaque token; null for a JWT, which is not stored. */
  readonly token: string | null;
  readonly claims: JsonObject | null;
  readonly scopes: readonly string[];
  readonly revoked: boolean;
  readonly revocationReason: string | null;
  /** Unix time in ms; null: never. */
  readonly expiration: number | null;
}

/** Scope: the machine that issued it. */
export const m2mTokens = new Collection<M2MToken>('m2m_token', { idPrefix: 'mt' });

/** Issues a token of a machine. Only this answer contains the token itself. */
export async function issueM2MToken(
  instance: Instance,
  machine: MachineRow,
  wanted: {
    readonly claims: JsonObject | null;
    readonly scopes: readonly string[];
    readonly seconds: number;
    readonly isJwt: boolean;
  },
): Promise<M2MTokenJSON & { readonly token: string }> {
  const { claims, scopes, seconds, isJwt } = wanted;
  const token = instance.createId('mt');
  const row = await m2mTokens.insert(
    instance,
    {
      token: isJwt ? null : token,
      claims,
      scopes,
      revoked: false,
      revocationReason: null,
      expiration: instance.now() + seconds * 1000,
    },
    { scope: machine.id },
  );
  return { ...m2mTokenJSON(instance, row), token: isJwt ? await signJwt(instance, row, seconds) : token };
}

export const isM2MTokenExpired = ({ now }: Pick<Instance, 'now'>, { expiration }: M2MToken) =>
  expiration !== null && expiration <= now();

export async function findReusableM2MToken(
  instance: Instance,
  machine: MachineRow,
  claims: JsonObject | null,
  minRemainingSeconds: number,
): Promise<Row<M2MToken> | undefined> {
  const until = instance.now() + minRemainingSeconds * 1000;
  const own = await m2mTokens.list(instance.db, { scope: machine.id, where: { revoked: false } });
  return own.find(
    (row) =>
      row.token !== null &&
      JSON.stringify(row.claims) === JSON.stringify(claims) &&
      (row.expiration === null || row.expiration >= until),
  );
}

function signJwt(instance: Instance, row: Row<M2MToken>, seconds: number): Promise<string> {
  const iat = Math.floor(instance.now() / 1000);
  const claims = {
    ...row.claims,
    iss: instance.frontendApi,
    sub: row.scope,
    jti: row.id,
    scopes: row.scopes.join(' '),
    iat,
    nbf: iat - 10,
    exp: iat + Math.ceil(seconds),
  };
  return instance.signer.sign(claims, { cat: m2mTokenCategory });
}

export function m2mTokenJSON(
  instance: Pick<Instance, 'now'>,
  row: Row<M2MToken>,
): M2MTokenJSON & { readonly last_used_at: null } {
  return {
    object: 'machine_to_machine_token',
    id: row.id,
    subject: row.scope,
    scopes: row.scopes,
    claims: row.claims,
    revoked: row.revoked,
    revocation_reason: row.revocationReason,
    expired: isM2MTokenExpired(instance, row),
    expiration: row.expiration,
    last_used_at: null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
