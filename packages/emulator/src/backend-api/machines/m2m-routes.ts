import { m2m as m2mEndpoints } from '@acme/backend/endpoints';
import type { M2MTokenJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, ParameterError } from '../../errors.js';
import type { Instance } from '../../instance/instance.js';
import { requireMachine, type MachineRow } from '../../machines/machines.js';
import { M2M_TOKEN_CATEGORY } from '../../instance/signer.js';
import { Collection, type Row } from '../../store/collection.js';
import type { JsonObject } from '../../store/tables.js';
import { readFlag, readPage } from '../../http/paging.js';
import { answers, Created, type Caller } from '../route.js';

interface M2MToken {
  /** The text of an opaque token; null for a JWT, which nobody keeps. */
  readonly token: string | null;
  readonly claims: JsonObject | null;
  readonly scopes: readonly string[];
  readonly revoked: boolean;
  readonly revocationReason: string | null;
  /** Unix time in ms; null: never. */
  readonly expiration: number | null;
}

/** Scope: the machine that made it. */
const tokens = new Collection<M2MToken>('m2m_token', { idPrefix: 'mt' });

export const m2m = answers(m2mEndpoints, {
  list: async ({ query, caller, ...instance }) => {
    const subject = query.get('subject');
    if (!subject) throw new ParameterError('form_param_missing', 'is missing', 'subject', 'subject must be included.');
    checkOwn(caller, subject);
    const wanted = (await tokens.list(instance.db, { scope: subject }))
      .filter((row) => readFlag(query, 'revoked') === true || !row.revoked)
      .filter((row) => readFlag(query, 'expired') === true || !isExpired(instance, row));
    const { limit, offset } = readPage(query);
    const page = wanted.slice(offset, offset + limit).map((row) => tokenJSON(instance, row));
    return { m2m_tokens: page, total_count: wanted.length };
  },

  createToken: async ({ body, caller, ...instance }) => {
    if (caller.kind !== 'machine') {
      throw new ApiError(403, 'forbidden', 'Tokens are made with the secret key of a machine, not of the instance.');
    }
    const machine = await requireMachine(instance.db, caller.machineId);
    const claims = body.object('claims') ?? null;
    const seconds = body.number('seconds_until_expiration') ?? machine.defaultTokenTtlSeconds;
    const isJwt = body.word('token_format', ['opaque', 'jwt']) === 'jwt';
    const minRemaining = body.number('min_remaining_ttl_seconds');
    const reusable =
      isJwt || minRemaining === undefined ? undefined : await findReusable(instance, machine, claims, minRemaining);
    if (reusable) return new Created({ ...tokenJSON(instance, reusable), token: reusable.token });
    const scopes = [machine.id, ...machine.scopedMachineIds];
    return new Created(await issueM2MToken(instance, machine, { claims, scopes, seconds, isJwt }));
  },

  revokeToken: async ({ params, body, caller, ...instance }) => {
    const row = await tokens.find(instance.db, params.m2mTokenId);
    if (!row) throw new NotFoundError(`No M2M token was found with id ${params.m2mTokenId}.`);
    checkOwn(caller, row.scope);
    const revocationReason = body.string('revocation_reason') ?? null;
    return tokenJSON(instance, await tokens.update(instance, row, { revoked: true, revocationReason }));
  },

  verify: async ({ body, caller, ...instance }) => {
    const token = body.requiredString('token');
    const row = await tokens.findWhere(instance.db, { where: { token } });
    if (!row || (caller.kind === 'machine' && !row.scopes.includes(caller.machineId))) {
      throw new ApiError(404, 'token-invalid', 'M2M token not found');
    }
    if (row.revoked || isExpired(instance, row)) {
      throw new ApiError(400, row.revoked ? 'token_revoked' : 'token_expired', 'The M2M token is no longer valid.');
    }
    return tokenJSON(instance, row);
  },
});

/** Makes a token for a machine. The token itself is in this answer only. */
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
  const row = await tokens.insert(
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
  return { ...tokenJSON(instance, row), token: isJwt ? await signJwt(instance, row, seconds) : token };
}

const isExpired = ({ now }: Pick<Instance, 'now'>, { expiration }: M2MToken) =>
  expiration !== null && expiration <= now();

/** A machine sees and revokes its own tokens only. */
function checkOwn(caller: Caller, machineId: string): void {
  if (caller.kind === 'machine' && caller.machineId !== machineId) {
    throw new ApiError(403, 'forbidden', 'This is a token of another machine.');
  }
}

async function findReusable(
  instance: Instance,
  machine: MachineRow,
  claims: JsonObject | null,
  minRemainingSeconds: number,
): Promise<Row<M2MToken> | undefined> {
  const until = instance.now() + minRemainingSeconds * 1000;
  const own = await tokens.list(instance.db, { scope: machine.id, where: { revoked: false } });
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
  return instance.signer.sign(claims, { cat: M2M_TOKEN_CATEGORY });
}

function tokenJSON(
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
    expired: isExpired(instance, row),
    expiration: row.expiration,
    last_used_at: null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
