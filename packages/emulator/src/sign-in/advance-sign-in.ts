import { NotFoundError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { checkMaySignIn, startSession } from '../sessions/start-session.js';
import { findUser, type UserRecord } from '../users/user-record.js';
import { verified, type AttemptVerification } from './attempt-verification.js';
import { changeAttempt } from './find-attempt.js';
import type { SignInAttempt, SignInData } from './sign-in-attempt.js';
import { secondFactors } from './strategies.js';
import type { Strategy, VerifiedUser } from './strategy.js';

/** A proof of the first or the second factor. */
export interface SignInProof {
  readonly factor: 'first' | 'second';
  readonly verification: AttemptVerification;
  readonly user: VerifiedUser;
  readonly next?: Strategy['next'];
}

/**
 * Records a proof: the sign-in is then complete, or needs a second factor or a new password. Of two proofs at once one counts.
 * @throws {ApiError} 400 `verification_already_verified`, 403 `user_banned`, `user_locked`
 */
export async function advanceSignIn(
  instance: Instance,
  attempt: SignInAttempt,
  { factor, verification, user, next }: SignInProof,
): Promise<SignInAttempt> {
  const record = await findUser(instance.db, user.userId);
  if (!record) throw new NotFoundError('This user no longer exists.');
  checkMaySignIn(record.user);
  const proven: Partial<SignInData> = { [factor]: verified(verification) };
  const identified: SignInAttempt = { ...attempt, userId: user.userId };
  if (next === 'new_password') {
    return changeAttempt(instance, identified, { status: 'needs_new_password', data: proven });
  }
  if (next !== 'complete' && factor === 'first' && (await needsSecondFactor(instance, record))) {
    return changeAttempt(instance, identified, { status: 'needs_second_factor', data: proven });
  }
  const start = { ...user, secondFactorVerified: factor === 'second' };
  return completeSignIn(instance, identified, start, attempt.data.first?.strategy ?? verification.strategy, proven);
}

/** Whether a user has a second factor. */
export async function needsSecondFactor(instance: Instance, record: UserRecord): Promise<boolean> {
  return secondFactors(record, await instanceSettings(instance)).length > 0;
}

/** Completes a sign-in once, and starts its session. */
export async function completeSignIn(
  instance: Instance,
  attempt: SignInAttempt,
  user: VerifiedUser,
  strategy: string,
  proven: Partial<SignInData> = {},
): Promise<SignInAttempt> {
  // The attempt is stored first: only the request that completes it may start a session.
  const createdSessionId = instance.createId('sess');
  const change = { status: 'complete', userId: user.userId, createdSessionId, data: proven } as const;
  const complete = await changeAttempt(instance, attempt, change);
  await startSession(instance, { ...user, id: createdSessionId, clientId: attempt.clientId, strategy });
  return complete;
}
