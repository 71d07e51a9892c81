import { ParameterError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';
import type { Instance } from '../instance/instance.js';
import { startSession } from '../sessions/start-session.js';
import type { SessionRow } from '../store/tables.js';
import { findUser, findUserByIdentifier, type UserRecord } from '../users/user-record.js';
import { strategies } from './strategies.js';
import { unsupportedStrategy, type Strategy, type StrategyStep, type VerifiedUser } from './strategy.js';

/** The person who signs in, and the strategy they chose. */
interface Attempt {
  /** Undefined before somebody was identified. */
  readonly userId?: string | null;
  /** Name on the wire. */
  readonly strategy: string;
  /** What the person sent. */
  readonly body: RequestBody;
}

function findStrategy(name: string): Strategy {
  const strategy = Object.hasOwn(strategies, name) ? strategies[name] : undefined;
  if (strategy) return strategy;
  throw unsupportedStrategy(name);
}

async function stepOf(instance: Instance, { userId, body }: Attempt): Promise<StrategyStep> {
  return { instance, record: userId ? await findUser(instance.db, userId) : undefined, body };
}

/**
 * The steps of every sign-in. Hosted pages, Frontend API and test controls call them, so each behaves and words its errors in
 * the same way.
 */
export const signInSteps = {
  /** Finds the user of an identifier. @throws {ParameterError} `form_identifier_not_found` */
  async identify({ db }: Instance, identifier: string): Promise<UserRecord> {
    const record = await findUserByIdentifier(db, identifier);
    if (record) return record;
    throw new ParameterError('form_identifier_not_found', 'is invalid', 'identifier', "Couldn't find your account.");
  },

  /** Sends what the strategy needs, such as a code. @throws {ApiError} */
  async prepare(instance: Instance, attempt: Attempt): Promise<void> {
    const strategy = findStrategy(attempt.strategy);
    if (!strategy.prepare) throw unsupportedStrategy(attempt.strategy);
    await strategy.prepare(await stepOf(instance, attempt));
  },

  /** Checks the proof. @throws {ApiError} */
  async verify(instance: Instance, attempt: Attempt): Promise<VerifiedUser> {
    return findStrategy(attempt.strategy).verify(await stepOf(instance, attempt));
  },

  /** Starts the session of a verified user. @throws {ApiError} 403 `user_banned`, `user_locked` */
  complete(instance: Instance, clientId: string, strategy: string, user: VerifiedUser): Promise<SessionRow> {
    return startSession(instance, { ...user, clientId, strategy });
  },

  /** Signs a user in without a proof: the one-click sign-in of the pages, and `emulator.signIn`. */
  signInAs(instance: Instance, clientId: string, userId: string): Promise<SessionRow> {
    return startSession(instance, { clientId, userId, strategy: 'ticket' });
  },
} as const;
