import { ParameterError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { sendEmailLink } from './email-links.js';
import { checkPhoneNumberPermitted } from '../users/check-phone-number-permitted.js';
import { checkVerificationCode, sendVerificationCode } from '../users/verification-code.js';
import {
  alreadyVerified,
  newVerification,
  notEmulatedStrategy,
  requireOpen,
  verified,
  withFailure,
  type AttemptVerification,
} from './attempt-verification.js';
import { checkMaySignUp } from './check-may-sign-up.js';
import { completeWhenReady } from './complete-when-ready.js';
import { changeAttempt } from './find-attempt.js';
import { findConnection } from './find-connection.js';
import { openInvitation } from './open-invitation.js';
import { isProviderStrategy, visitProvider } from './provider-strategy.js';
import { readReturnAddresses } from './return-addresses.js';
import { readSignUpFields } from './read-sign-up-fields.js';
import { emptySignUp, startSignUp, type SignUpAttempt, type SignUpData } from './sign-up-attempt.js';

/** What a person sends in a step of a sign-up. */
export interface SignUpInput {
  readonly body: RequestBody;
  /** Origin of the application that calls; undefined for the emulator's own pages. */
  readonly origin?: string | undefined;
}

/**
 * The steps of every sign-up. Hosted pages and Frontend API call them. A step returns the changed sign-up, which is complete as soon
 * as nothing is missing; of two steps at once one is stored.
 */
export const signUpSteps = { start, update, prepare, attempt: attemptCode } as const;

/** Starts a sign-up with the given fields, an invitation, or a visit to a provider. @throws {ApiError} */
async function start(instance: Instance, clientId: string, input: SignUpInput): Promise<SignUpAttempt> {
  const ticket = await readTicket(instance, input.body);
  const settings = await instanceSettings(instance);
  const strategy = input.body.string('strategy') ?? undefined;
  checkStrategy(strategy);
  if (strategy !== 'enterprise_sso') {
    const connectionId = (await findConnection(instance, input.body.string('email_address') ?? ''))?.id ?? null;
    await checkMaySignUp(instance, settings, { ...emptySignUp, connectionId, ...ticket });
  }
  const attempt = await startSignUp(instance, clientId, ticket);
  return update(instance, attempt, input);
}

/** Changes fields. @throws {ApiError} */
async function update(instance: Instance, attempt: SignUpAttempt, input: SignUpInput): Promise<SignUpAttempt> {
  checkOpen(attempt);
  const settings = await instanceSettings(instance);
  const strategy = input.body.string('strategy') ?? undefined;
  checkStrategy(strategy);
  const change = await readSignUpFields(instance, input.body, settings, attempt.data);
  const data = { ...attempt.data, ...change };
  if (data.ticket === null && strategy !== 'enterprise_sso') await checkMaySignUp(instance, settings, data);
  if (strategy === undefined || strategy === 'ticket') return completeWhenReady(instance, attempt, change);
  const changed = await changeAttempt(instance, attempt, { data: change });
  return prepare(instance, changed, { ...input, strategy });
}

/** Sends a code or a link, or returns the page of a provider. @throws {ApiError} */
async function prepare(
  instance: Instance,
  attempt: SignUpAttempt,
  { strategy, body, origin }: SignUpInput & { readonly strategy: string },
): Promise<SignUpAttempt> {
  checkOpen(attempt);
  checkStrategy(strategy);
  const prepared = newVerification(instance, strategy);
  if (isProviderStrategy(strategy)) {
    const identifier = attempt.data.emailAddress ?? undefined;
    const visit = { purpose: 'sign_up', attempt, verification: prepared, identifier, body, origin } as const;
    const external = { ...prepared, ...(await visitProvider(instance, visit)) };
    return changeAttempt(instance, attempt, { data: { external } });
  }
  const { field, address } = await requireAddress(instance, attempt, strategy);
  if (strategy === 'email_link') {
    const { redirectUrl } = readReturnAddresses(instance, body);
    const link = { purpose: 'sign_up', subjectId: attempt.id, verificationId: prepared.id, redirectUrl } as const;
    await sendEmailLink(instance, address, link);
  } else {
    if (strategy === 'phone_code') await checkPhoneNumberPermitted(instance, address);
    sendVerificationCode(instance, address);
  }
  return changeAttempt(instance, attempt, { data: { [field]: prepared } });
}

/** Checks a code. @throws {ApiError} */
async function attemptCode(
  instance: Instance,
  attempt: SignUpAttempt,
  { strategy, body }: SignUpInput & { readonly strategy: string },
): Promise<SignUpAttempt> {
  checkOpen(attempt);
  checkStrategy(strategy);
  if (strategy !== 'email_code' && strategy !== 'phone_code') throw unsupported(strategy);
  const { field } = await requireAddress(instance, attempt, strategy);
  const verification = requireOpen(instance, attempt.data[field], strategy);
  const code = body.requiredString('code');
  try {
    checkVerificationCode(code);
  } catch (error) {
    await changeAttempt(instance, attempt, { data: { [field]: withFailure(verification) } });
    throw error;
  }
  return completeWhenReady(instance, attempt, { [field]: verified(verification) });
}

/** @throws {ApiError} 400 `verification_already_verified` */
function checkOpen(attempt: SignUpAttempt): void {
  if (attempt.status === 'complete') throw alreadyVerified();
}

const known = ['email_code', 'email_link', 'phone_code', 'ticket', 'enterprise_sso'];

/** @throws {ParameterError} `form_param_value_invalid`, {NotEmulatedError} */
function checkStrategy(strategy: string | undefined): void {
  if (strategy === undefined || known.includes(strategy) || isProviderStrategy(strategy)) return;
  if (/^(web3_\w+_signature|oauth_token_\w+|google_one_tap)$/.test(strategy)) throw notEmulatedStrategy(strategy);
  throw unsupported(strategy);
}

function unsupported(strategy: string): ParameterError {
  return new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    'strategy',
    `The strategy ${strategy} is not possible here. Give the e-mail address or the phone number first.`,
  );
}

/** The address that a strategy verifies. @throws {ParameterError} if the sign-up has none, or the instance does not offer the strategy */
async function requireAddress(
  instance: Instance,
  { data }: SignUpAttempt,
  strategy: string,
): Promise<{ readonly field: 'email' | 'phone'; readonly address: string }> {
  const { attributes } = await instanceSettings(instance);
  if (strategy === 'phone_code' && data.phoneNumber !== null && attributes.phone_number.enabled)
    return { field: 'phone', address: data.phoneNumber };
  const isOffered = attributes.email_address.verifications.includes(strategy);
  if (strategy.startsWith('email_') && data.emailAddress !== null && isOffered)
    return { field: 'email', address: data.emailAddress };
  throw unsupported(strategy);
}

/** What an invitation gives: its address counts as verified. */
async function readTicket(instance: Instance, body: RequestBody): Promise<Partial<SignUpData>> {
  const ticket = body.string('ticket');
  if (!ticket) {
    if (body.string('strategy') === 'ticket') body.requiredString('ticket');
    return {};
  }
  const { emailAddress, publicMetadata } = await openInvitation(instance, ticket);
  const email: AttemptVerification = verified(newVerification(instance, 'ticket', { expiresAt: null }));
  return { ticket, emailAddress, publicMetadata, email };
}
