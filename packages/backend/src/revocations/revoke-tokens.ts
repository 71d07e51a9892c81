import { cleanKey } from '../clean-key.js';
import { InvalidArgumentError } from '../errors.js';
import { takeOptions, type RevocationOptions } from '../options.js';
import { isRevocableId, revokeByTime, revokeSession, revokeToken, type Revocation } from './revocation.js';
import { revocationsOf, type Revocations } from './revocations.js';

/** Whose tokens {@link revokeTokens} revokes: exactly one of the ids. */
export type RevokeTokensParams =
  | {
      /** The user, `user_…`: tokens that were issued until now. */
      readonly userId: string;
      /** Only tokens that were issued until then. Default: now; a later time counts as now. */
      readonly issuedBefore?: Date | undefined;
    }
  | {
      /** The session, `sess_…`. */
      readonly sessionId: string;
    }
  | {
      /** An API key, an M2M or an OAuth token, by its id. */
      readonly tokenId: string;
      /** When the token expires by itself. Default: within a day. */
      readonly expiresAt?: Date | undefined;
    };

/** Options of {@link revokeTokens}. */
export interface RevokeTokensOptions {
  /** The same object as in the middleware. */
  readonly revocations: RevocationOptions;
  /** Secret key of the instance. Default: CLERK_SECRET_KEY. */
  readonly secretKey?: string | undefined;
}

const names = ['revocations', 'secretKey'] as const satisfies (keyof RevokeTokensOptions)[];

function timeOf(date: Date | undefined): number | undefined {
  const ms = date?.getTime();
  if (ms === undefined || Number.isFinite(ms)) return ms;
  throw new InvalidArgumentError('revokeTokens: `issuedBefore` and `expiresAt` must be valid dates.');
}

function revocationOf(params: RevokeTokensParams, revocations: Revocations): Revocation {
  const ids = ['userId', 'sessionId', 'tokenId'].filter((name) => name in params);
  const id: unknown = ids.length === 1 ? Reflect.get(params, ids[0] ?? '') : undefined;
  if (!isRevocableId(id)) {
    throw new InvalidArgumentError(
      'revokeTokens takes one id that is a text: `userId`, `sessionId` or `tokenId`. Without it nobody would be refused.',
    );
  }
  if ('sessionId' in params) return revokeSession(id, revocations);
  if ('tokenId' in params) return revokeToken(id, timeOf(params.expiresAt));
  return revokeByTime('holder', id, Math.min(timeOf(params.issuedBefore) ?? Number.POSITIVE_INFINITY, Date.now()));
}

/**
 * Refuses tokens in every process that shares the store, without a call of the service: what it knows stays as it is. A user
 * whose session is alive goes on with a new token, so end the sessions too if that is not wanted.
 * @throws {InvalidArgumentError} if there is no id, or several
 * @throws {ConfigurationError} `secret_key_missing`, `option_unknown`, `option_invalid`
 * @example
 * ```ts
 * await revokeTokens({ userId: 'user_123' }, { revocations });
 * ```
 */
export async function revokeTokens(params: RevokeTokensParams, options: RevokeTokensOptions): Promise<void> {
  const { revocations: given, secretKey } = takeOptions(options, 'revokeTokens', names);
  const environment = typeof process === 'undefined' ? undefined : process.env.CLERK_SECRET_KEY;
  const revocations = revocationsOf(given, secretKey || String(cleanKey(environment ?? '')));
  if (!revocations) throw new InvalidArgumentError('revokeTokens needs the option `revocations`.');
  await revocations.publish([revocationOf(params, revocations)]);
}
