import { m2m as m2mEndpoints } from '@acme/backend/endpoints';
import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import { requireMachine } from '../../machines/machine.js';
import { readFlag, readPage } from '../../http/read-page.js';
import { answers, Created } from '../backend-route.js';
import type { KeyOwner } from '../key-owner.js';
import {
  m2mTokens,
  issueM2MToken,
  isM2MTokenExpired,
  findReusableM2MToken,
  m2mTokenJSON,
} from '../../machines/m2m-token.js';

export const m2mRoutes = answers(m2mEndpoints, {
  list: async ({ query, caller, ...instance }) => {
    const subject = query.get('subject');
    if (!subject) throw new ParameterError('form_param_missing', 'is missing', 'subject', 'subject must be included.');
    checkOwn(caller, subject);
    const wanted = (await m2mTokens.list(instance.db, { scope: subject }))
      .filter((row) => readFlag(query, 'revoked') === true || !row.revoked)
      .filter((row) => readFlag(query, 'expired') === true || !isM2MTokenExpired(instance, row));
    const { limit, offset } = readPage(query);
    const page = wanted.slice(offset, offset + limit).map((row) => m2mTokenJSON(instance, row));
    return { m2m_tokens: page, total_count: wanted.length };
  },

  createToken: async ({ body, caller, ...instance }) => {
    if (caller.kind !== 'machine') {
      throw new ApiError(403, 'forbidden', 'Tokens are made with the secret key of a machine, not of the instance.');
    }
    const machine = await requireMachine(instance.db, caller.machineId);
    const claims = body.object('claims') ?? null;
    const seconds = body.seconds('seconds_until_expiration') ?? machine.defaultTokenTtlSeconds;
    const isJwt = body.word('token_format', ['opaque', 'jwt']) === 'jwt';
    const minRemaining = body.number('min_remaining_ttl_seconds');
    const reusable =
      isJwt || minRemaining === undefined
        ? undefined
        : await findReusableM2MToken(instance, machine, claims, minRemaining);
    if (reusable) return new Created({ ...m2mTokenJSON(instance, reusable), token: reusable.token });
    const scopes = [machine.id, ...machine.scopedMachineIds];
    return new Created(await issueM2MToken(instance, machine, { claims, scopes, seconds, isJwt }));
  },

  revokeToken: async ({ params, body, caller, ...instance }) => {
    const row = await m2mTokens.find(instance.db, params.m2mTokenId);
    if (!row) throw new NotFoundError(`No M2M token was found with id ${params.m2mTokenId}.`);
    checkOwn(caller, row.scope);
    const revocationReason = body.string('revocation_reason') ?? null;
    return m2mTokenJSON(instance, await m2mTokens.update(instance, row, { revoked: true, revocationReason }));
  },

  verify: async ({ body, caller, ...instance }) => {
    const token = body.requiredString('token');
    const row = await m2mTokens.findWhere(instance.db, { where: { token } });
    if (!row || (caller.kind === 'machine' && !row.scopes.includes(caller.machineId))) {
      throw new ApiError(404, 'token-invalid', 'M2M token not found');
    }
    if (row.revoked || isM2MTokenExpired(instance, row)) {
      throw new ApiError(400, row.revoked ? 'token_revoked' : 'token_expired', 'The M2M token is no longer valid.');
    }
    return m2mTokenJSON(instance, row);
  },
});

/** A machine sees and revokes its own tokens only. */
function checkOwn(caller: KeyOwner, machineId: string): void {
  if (caller.kind === 'machine' && caller.machineId !== machineId) {
    throw new ApiError(403, 'forbidden', 'This is a token of another machine.');
  }
}
