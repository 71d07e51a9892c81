import { ApiError, NotFoundError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { endSessions } from '../sessions/end-sessions.js';
import { changeUser } from '../users/change-user.js';
import { checkPassword } from '../users/check-password.js';
import { hashPassword } from '../users/hash-password.js';
import { findUser } from '../users/user-record.js';
import { completeSignIn, needsSecondFactor } from './advance-sign-in.js';
import { alreadyVerified } from './attempt-verification.js';
import { changeAttempt } from './find-attempt.js';
import type { SignInAttempt } from './sign-in-attempt.js';

/**
 * Sets a new password after a code proved who forgot the old one.
 * @throws {ParameterError} for a weak password
 * @throws {ApiError} 403 `resource_forbidden` if no code was accepted
 */
export async function resetPassword(
  instance: Instance,
  attempt: SignInAttempt,
  wanted: { readonly password: string; readonly signOutOfOtherSessions: boolean },
): Promise<SignInAttempt> {
  if (attempt.status === 'complete') throw alreadyVerified();
  const strategy = attempt.data.first?.strategy;
  if (attempt.status !== 'needs_new_password' || attempt.userId === null || strategy === undefined) {
    throw new ApiError(
      403,
      'resource_forbidden',
      'not possible now',
      'A password can be reset after a code of a reset strategy was accepted.',
    );
  }
  const { userId } = attempt;
  const record = await findUser(instance.db, userId);
  if (!record) throw new NotFoundError('This user no longer exists.');
  const { password_settings: rules } = await instanceSettings(instance);
  const passwordDigest = await hashPassword(checkPassword(wanted.password, rules), instance.createId);
  const needsSecond = await needsSecondFactor(instance, record);
  const next = needsSecond
    ? await changeAttempt(instance, attempt, { status: 'needs_second_factor' })
    : await completeSignIn(instance, attempt, { userId }, strategy);
  if (wanted.signOutOfOtherSessions) await endSessions(instance, userId, next.createdSessionId ?? undefined);
  await changeUser(instance, userId, {
    passwordDigest,
    passwordUpdatedAt: instance.now(),
    passwordCompromisedAt: null,
  });
  return next;
}
