import { ApiError, type ApiErrorJSON } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { findUserByEmailAddress } from '../users/user-record.js';
import { advanceSignIn } from './advance-sign-in.js';
import { newVerification, requireOpen, verified, type AttemptVerification } from './attempt-verification.js';
import { checkMaySignUp } from './check-may-sign-up.js';
import { completeWhenReady } from './complete-when-ready.js';
import { instanceSettings } from '../instance/instance-settings.js';
import { changeAttempt } from './find-attempt.js';
import { connectionFor, findConnection } from './find-connection.js';
import { connectProfile, findUserByProfile } from './find-user-by-profile.js';
import { checkListsAtSignIn } from './identify-user.js';
import { providerErrors } from './provider-errors.js';
import type { ProviderProfile } from './provider-profile.js';
import type { ProviderVisitRow } from './provider-visit.js';
import { finishTestRun } from './test-run.js';
import { finishAccountVisit } from './visit-for-account.js';
import { requireSignIn, startSignIn, type SignInAttempt } from './sign-in-attempt.js';
import { emptySignUp, startSignUp, requireSignUp, type SignUpAttempt, type SignUpData } from './sign-up-attempt.js';

/**
 * Continues what a visit to a provider was for: a sign-in, a sign-up, the connection of an account, or a test.
 * @param profile - undefined: the person refused
 * @returns whether nothing is left to do
 */
export async function finishProviderVisit(
  instance: Instance,
  visit: ProviderVisitRow,
  profile: ProviderProfile | undefined,
): Promise<boolean> {
  switch (visit.purpose) {
    case 'sign_in':
      return (await finishSignInVisit(instance, visit, profile)).status === 'complete';
    case 'sign_up':
      return (await finishSignUpVisit(instance, visit, profile)).status === 'complete';
    case 'external_account':
      return finishAccountVisit(instance, visit, profile);
    case 'test_run':
      await finishTestRun(instance, visit, profile);
      return true;
  }
}

/** The verification of a visit, if it is still the newest one. @throws {ApiError} 400 */
function ofVisit(
  instance: Instance,
  verification: AttemptVerification | null,
  visit: ProviderVisitRow,
): AttemptVerification {
  const open = requireOpen(instance, verification, visit.strategy);
  if (open.id === visit.verificationId) return open;
  throw new ApiError(400, 'authorization_invalid', 'Invalid state', 'A newer visit to a provider replaced this one.');
}

/** Continues a sign-in after a visit: it advances, or can be transferred to a sign-up. @param profile - undefined: refused */
async function finishSignInVisit(
  instance: Instance,
  visit: ProviderVisitRow,
  profile: ProviderProfile | undefined,
): Promise<SignInAttempt> {
  const attempt = await requireSignIn(instance, visit.subjectId, visit.clientId);
  const verification = ofVisit(instance, attempt.data.first, visit);
  const fail = (error: ApiErrorJSON) =>
    changeAttempt(instance, attempt, { data: { first: { ...verification, status: 'failed', error } } });
  if (!profile) return fail(providerErrors.accessDenied);
  const owner = await findUserByProfile(instance, profile);
  if (!owner && !(await mayCreateAccount(instance, profile))) return fail(providerErrors.notFound);
  if (!owner) {
    const first = { ...verification, status: 'transferable', profile, error: providerErrors.notFound } as const;
    return changeAttempt(instance, attempt, { data: { first } });
  }
  try {
    return await signInOwner(instance, attempt, verification, profile, owner.user.id);
  } catch (error) {
    const [refusal] = error instanceof ApiError && error.status === 403 ? error.toWire().errors : [];
    if (!refusal) throw error;
    return fail(refusal);
  }
}

async function signInOwner(
  instance: Instance,
  attempt: SignInAttempt,
  verification: AttemptVerification,
  profile: ProviderProfile,
  userId: string,
): Promise<SignInAttempt> {
  const next = profile.connectionId === null ? undefined : 'complete';
  if (profile.connectionId === null) await checkListsAtSignIn(instance, profile.emailAddress);
  const proof = { factor: 'first', verification: { ...verification, profile }, user: { userId }, next } as const;
  const advanced = await advanceSignIn(instance, attempt, proof);
  await connectProfile(instance, userId, profile);
  return advanced;
}

/** Continues a sign-up after a visit: it gets the person's data, or can be transferred to a sign-in. @param profile - undefined: refused */
async function finishSignUpVisit(
  instance: Instance,
  visit: ProviderVisitRow,
  profile: ProviderProfile | undefined,
): Promise<SignUpAttempt> {
  const attempt = await requireSignUp(instance, visit.subjectId, visit.clientId);
  const verification = ofVisit(instance, attempt.data.external, visit);
  const fail = (error: ApiErrorJSON) =>
    changeAttempt(instance, attempt, { data: { external: { ...verification, status: 'failed', error } } });
  if (!profile) return fail(providerErrors.accessDenied);
  if (await findUserByProfile(instance, profile)) {
    const external = { ...verification, status: 'transferable', profile, error: providerErrors.exists } as const;
    return changeAttempt(instance, attempt, { data: { external } });
  }
  if (!(await mayCreateAccount(instance, profile))) return fail(providerErrors.notFound);
  return completeWhenReady(instance, attempt, await fromProfile(instance, attempt.data, verification, profile));
}

/** Whether a person whom nobody knows may get an account: not if their enterprise adds people itself. */
async function mayCreateAccount(instance: Instance, profile: ProviderProfile): Promise<boolean> {
  const connection = profile.connectionId === null ? undefined : await findConnection(instance, profile.emailAddress);
  return connection?.disableJitProvisioning !== true;
}

/** What a sign-up takes over from the provider; what the person gave already stays. */
async function fromProfile(
  instance: Instance,
  data: Pick<SignUpData, 'emailAddress' | 'email' | 'firstName' | 'lastName'>,
  verification: AttemptVerification,
  profile: ProviderProfile,
): Promise<Partial<SignUpData>> {
  const isTaken = (await findUserByEmailAddress(instance.db, profile.emailAddress)) !== undefined;
  // An enterprise names the address of its people.
  const given = profile.connectionId === null || isTaken ? data.emailAddress : null;
  const emailAddress = given ?? (isTaken ? null : profile.emailAddress);
  const isProven = profile.emailVerified && emailAddress === profile.emailAddress;
  const strategy = profile.connectionId === null ? `from_${profile.strategy}` : 'saml';
  return {
    emailAddress,
    connectionId: await connectionFor(instance, emailAddress),
    email: isProven ? verified(newVerification(instance, strategy, { expiresAt: null })) : data.email,
    firstName: data.firstName ?? profile.firstName,
    lastName: data.lastName ?? profile.lastName,
    external: { ...verified(verification), profile },
  };
}

/**
 * Starts a sign-up with the account at a provider that the browser's sign-in found unknown. It works once.
 * @throws {ApiError} 400 `account_transfer_invalid`; 403 if the instance does not permit sign-ups
 */
export async function transferToSignUp(instance: Instance, source: SignInAttempt | undefined): Promise<SignUpAttempt> {
  const first = source?.data.first;
  if (!source || first?.status !== 'transferable' || !first.profile) throw nothingToTransfer();
  const none = { emailAddress: null, email: null, firstName: null, lastName: null };
  const change = await fromProfile(instance, none, first, first.profile);
  const given = { ...emptySignUp, external: first, emailAddress: change.emailAddress ?? null };
  await checkMaySignUp(instance, await instanceSettings(instance), given);
  await changeAttempt(instance, source, { data: { first: { ...first, status: 'expired' } } });
  const attempt = await startSignUp(instance, source.clientId, {});
  return completeWhenReady(instance, attempt, change);
}

/**
 * Starts a sign-in with the account at a provider that the browser's sign-up found known. It works once.
 * @throws {ApiError} 400 `account_transfer_invalid`
 */
export async function transferToSignIn(instance: Instance, source: SignUpAttempt | undefined): Promise<SignInAttempt> {
  const external = source?.data.external;
  if (!source || external?.status !== 'transferable' || !external.profile) throw nothingToTransfer();
  const owner = await findUserByProfile(instance, external.profile);
  if (!owner) throw nothingToTransfer();
  await changeAttempt(instance, source, { data: { external: { ...external, status: 'expired' } } });
  const attempt = await startSignIn(instance, source.clientId);
  return signInOwner(instance, attempt, external, external.profile, owner.user.id);
}

function nothingToTransfer(): ApiError {
  return new ApiError(
    400,
    'account_transfer_invalid',
    'Invalid account transfer',
    'There is no account at a provider to transfer.',
  );
}
