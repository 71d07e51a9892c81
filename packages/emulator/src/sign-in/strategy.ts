import { ParameterError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';
import type { Instance } from '../instance/instance.js';
import type { SessionStart } from '../sessions/start-session.js';
import type { UserRecord } from '../users/user-record.js';

/** A step of a strategy: the user found by the identifier, if there is one, and the fields the person sent. */
export interface StrategyStep {
  readonly instance: Instance;
  readonly record: UserRecord | undefined;
  readonly body: RequestBody;
}

/** A verified person: the session to start for them. */
export type VerifiedUser = Omit<SessionStart, 'clientId' | 'strategy'>;

/** A way to prove who signs in. */
export interface Strategy {
  /** The entries of `supported_first_factors` for a user; empty if this user cannot choose the strategy. */
  listFactors(record: UserRecord): readonly object[];
  /** Sends what the person needs, such as a code. Without it nothing can be prepared. */
  prepare?(step: StrategyStep): void | Promise<void>;
  /** Checks the proof. @throws {ApiError} for a wrong one */
  verify(step: StrategyStep): VerifiedUser | Promise<VerifiedUser>;
}

/** The refusal of a strategy that the sign-in or the user does not offer. */
export function unsupportedStrategy(name: string): ParameterError {
  return new ParameterError(
    'strategy_for_user_invalid',
    'is invalid',
    'strategy',
    `The strategy ${name} is not available for this sign-in.`,
  );
}
