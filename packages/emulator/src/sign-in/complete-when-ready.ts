import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { startSession } from '../sessions/start-session.js';
import { createUser, type NewUser } from '../users/create-user.js';
import { checkMaySignUp } from './check-may-sign-up.js';
import { changeAttempt } from './find-attempt.js';
import { openInvitation } from './open-invitation.js';
import { connectProfile } from './find-user-by-profile.js';
import type { SignUpAttempt, SignUpData } from './sign-up-attempt.js';
import { signUpFields } from './sign-up-fields.js';

/**
 * Creates the account of a sign-up and signs in, once nothing is missing. Until then the change is only stored.
 * @throws {ApiError} 400 `verification_already_verified` if another request completed it
 */
export async function completeWhenReady(
  instance: Instance,
  attempt: SignUpAttempt,
  change: Partial<SignUpData>,
): Promise<SignUpAttempt> {
  const data = { ...attempt.data, ...change };
  const settings = await instanceSettings(instance);
  const { missing, unverified } = signUpFields(data, settings);
  if (missing.length > 0 || unverified.length > 0) return changeAttempt(instance, attempt, { data: change });
  await checkMaySignUp(instance, settings, data);
  const userId = instance.createId('user');
  const createdSessionId = instance.createId('sess');
  // The attempt is stored first: only the request that completes it may create the account.
  const complete = await changeAttempt(instance, attempt, {
    status: 'complete',
    userId,
    createdSessionId,
    data: change,
  });
  try {
    await createAccount(instance, userId, data);
  } catch (error) {
    const { status, userId: before, createdSessionId: none } = attempt;
    await changeAttempt(instance, complete, { status, userId: before, createdSessionId: none });
    throw error;
  }
  const strategy = strategyOf(data);
  await startSession(instance, { id: createdSessionId, clientId: attempt.clientId, userId, strategy });
  return complete;
}

async function createAccount(instance: Instance, id: string, data: SignUpData): Promise<void> {
  const invitation = data.ticket === null ? undefined : await openInvitation(instance, data.ticket);
  await createUser(instance, accountOf(id, data));
  if (data.external?.profile) await connectProfile(instance, id, data.external.profile);
  await invitation?.accept(id);
}

function accountOf(id: string, data: SignUpData): NewUser {
  return {
    id,
    emailAddresses: data.emailAddress === null ? [] : [data.emailAddress],
    phoneNumbers: data.phoneNumber === null ? [] : [data.phoneNumber],
    passwordDigest: data.passwordDigest ?? undefined,
    username: data.username ?? undefined,
    firstName: data.firstName ?? undefined,
    lastName: data.lastName ?? undefined,
    externalId: data.externalId ?? undefined,
    publicMetadata: data.publicMetadata,
    unsafeMetadata: data.unsafeMetadata,
    rights: { legalAcceptedAt: data.legalAcceptedAt },
    verificationStrategy: data.email?.strategy ?? 'email_code',
    unverified: {
      emailAddresses: data.email?.status !== 'verified',
      phoneNumbers: data.phone?.status !== 'verified',
    },
  };
}

/** The strategy that the browser remembers as its last one. */
function strategyOf({ external, email, phone, passwordDigest }: SignUpData): string {
  if (external?.status === 'verified') return external.strategy;
  return (email ?? phone)?.strategy ?? (passwordDigest === null ? 'ticket' : 'password');
}
