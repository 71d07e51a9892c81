import type { AttemptRow } from '../store/tables.js';
import { textOf } from './find-attempt.js';

/** A sign-up in progress. */
export function signUpJSON(attempt: AttemptRow): object {
  const emailAddress = textOf(attempt, 'email_address');
  const hasPassword = textOf(attempt, 'password_digest') !== null;
  const isVerified = attempt.data['email_verified'] === true;
  return {
    object: 'sign_up_attempt',
    id: attempt.id,
    status: attempt.status,
    required_fields: ['email_address', 'password'],
    optional_fields: ['first_name', 'last_name', 'username'],
    missing_fields: [...(emailAddress ? [] : ['email_address']), ...(hasPassword ? [] : ['password'])],
    unverified_fields: emailAddress && !isVerified ? ['email_address'] : [],
    verifications: {
      email_address: emailAddress
        ? {
            object: 'verification',
            status: isVerified ? 'verified' : 'unverified',
            strategy: 'email_code',
            attempts: null,
            expire_at: null,
            next_action: isVerified ? '' : 'needs_attempt',
            supported_strategies: ['email_code'],
          }
        : null,
      phone_number: null,
      web3_wallet: null,
      external_account: null,
    },
    username: textOf(attempt, 'username'),
    email_address: emailAddress,
    phone_number: null,
    web3_wallet: null,
    password_enabled: hasPassword,
    first_name: textOf(attempt, 'first_name'),
    last_name: textOf(attempt, 'last_name'),
    unsafe_metadata: {},
    public_metadata: {},
    custom_action: attempt.data['custom_action'] === true,
    external_id: textOf(attempt, 'external_id'),
    external_account: null,
    created_session_id: attempt.createdSessionId,
    created_user_id: attempt.status === 'complete' ? attempt.userId : null,
    abandon_at: attempt.createdAt + 24 * 60 * 60 * 1000,
    legal_accepted_at: null,
  };
}
