import { instanceSettings } from '../instance/instance-settings.js';
import type { AttributeSettings } from '../instance/settings-change.js';
import type { Instance } from '../instance/instance.js';
import { newVerification, verificationJSON, type AttemptVerification } from './attempt-verification.js';
import { attemptLifetimeMs } from './find-attempt.js';
import type { SignUpAttempt } from './sign-up-attempt.js';
import { signUpFields } from './sign-up-fields.js';

/** A sign-up in progress. */
export async function signUpJSON(instance: Instance, attempt: SignUpAttempt): Promise<object> {
  const settings = await instanceSettings(instance);
  const { data } = attempt;
  const { required, optional, missing, unverified } = signUpFields(data, settings);
  const { email_address: email, phone_number: phone } = settings.attributes;
  const isComplete = attempt.status === 'complete';
  return {
    object: 'sign_up_attempt',
    id: attempt.id,
    status: attempt.status,
    required_fields: required,
    optional_fields: optional,
    missing_fields: isComplete ? [] : missing,
    unverified_fields: isComplete ? [] : unverified,
    verifications: {
      email_address: data.emailAddress === null ? null : addressJSON(instance, attempt, data.email, email),
      phone_number: data.phoneNumber === null ? null : addressJSON(instance, attempt, data.phone, phone),
      web3_wallet: null,
      external_account: verificationJSON(instance, data.external),
    },
    username: data.username,
    email_address: data.emailAddress,
    phone_number: data.phoneNumber,
    web3_wallet: null,
    password_enabled: data.passwordDigest !== null,
    first_name: data.firstName,
    last_name: data.lastName,
    unsafe_metadata: data.unsafeMetadata,
    public_metadata: data.publicMetadata,
    custom_action: data.customAction,
    external_id: data.externalId,
    created_session_id: attempt.createdSessionId,
    created_user_id: isComplete ? attempt.userId : null,
    abandon_at: attempt.createdAt + attemptLifetimeMs,
    legal_accepted_at: data.legalAcceptedAt,
  };
}

/** The verification of an address with what the person can do next. */
function addressJSON(
  instance: Instance,
  { id, createdAt }: SignUpAttempt,
  verification: AttemptVerification | null,
  { verifications }: AttributeSettings,
): object {
  const unprepared = { createId: () => id, now: () => createdAt };
  const shown = verification ?? newVerification(unprepared, verifications[0] ?? 'email_code');
  const nextAction = verification ? 'needs_attempt' : 'needs_prepare';
  return {
    ...verificationJSON(instance, shown),
    // Browser components take an address with a strategy for prepared, and would never have its code sent.
    ...(!verification && { strategy: null }),
    next_action: shown.status === 'verified' ? '' : nextAction,
    supported_strategies: verifications,
  };
}
