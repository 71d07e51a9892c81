import type { Instance } from '../instance/instance.js';
import { signSessionToken } from '../sessions/session-token.js';
import { listActiveSessions } from '../sessions/sessions.js';
import { findAttempt } from './attempt-rows.js';
import type { AttemptRow, ClientRow, SessionRow } from '../store/tables.js';
import { findUser, type UserRecord } from '../users/user-rows.js';
import { sessionJSON } from '../sessions/session-json.js';
import { imageUrl } from '../store/images.js';
import { primaryEmailAddress, userJSON } from '../users/user-json.js';

/** A user as a browser may see it: without private metadata. */
export function browserUserJSON(instance: Instance, record: UserRecord): object {
  // JSON leaves undefined fields out.
  return { ...userJSON(instance, record), private_metadata: undefined, organization_memberships: [] };
}

/** A session with its user and a fresh token, as the Frontend API shows it. */
export async function browserSessionJSON(
  instance: Instance,
  session: SessionRow,
  origin: string | undefined,
): Promise<object> {
  const record = await findUser(instance.db, session.userId);
  const minutesSinceSignIn = Math.max(0, Math.floor((instance.now() - session.createdAt) / 60_000));
  return {
    ...sessionJSON(instance, session),
    factor_verification_age: [minutesSinceSignIn, -1],
    tasks: [],
    last_active_token: { object: 'token', jwt: await signSessionToken(instance, session, origin) },
    user: record ? browserUserJSON(instance, record) : null,
    public_user_data: record ? publicUserData(instance, record) : null,
  };
}

/**
 * A client with everything in progress. It replaces the browser library's state, so an attempt that is missing here makes
 * the form jump back to its start.
 */
export async function browserClientJSON(
  instance: Instance,
  client: ClientRow,
  origin: string | undefined,
): Promise<object> {
  const active = await listActiveSessions(instance, client.id);
  const [signIn, signUp] = await Promise.all([
    client.signInId ? findAttempt(instance.db, 'sign_in', client.signInId, client.id) : undefined,
    client.signUpId ? findAttempt(instance.db, 'sign_up', client.signUpId, client.id) : undefined,
  ]);
  return {
    object: 'client',
    id: client.id,
    sessions: await Promise.all(active.map((session) => browserSessionJSON(instance, session, origin))),
    sign_in: signIn && signIn.status !== 'complete' ? await signInJSON(instance, signIn) : null,
    sign_up: signUp && signUp.status !== 'complete' ? signUpJSON(signUp) : null,
    last_active_session_id:
      active.find((session) => session.id === client.lastActiveSessionId)?.id ?? active[0]?.id ?? null,
    last_authentication_strategy: client.lastAuthenticationStrategy,
    cookie_expires_at: null,
    captcha_bypass: true,
    created_at: client.createdAt,
    // Browser libraries derive `__client_uat` from it.
    updated_at: client.sessionsChangedAt,
  };
}

/** A sign-in in progress. */
export async function signInJSON(instance: Instance, attempt: AttemptRow): Promise<object> {
  const record = attempt.userId ? await findUser(instance.db, attempt.userId) : undefined;
  const strategy = textOf(attempt, 'strategy');
  const isComplete = attempt.status === 'complete';
  return {
    object: 'sign_in_attempt',
    id: attempt.id,
    status: attempt.status,
    identifier: textOf(attempt, 'identifier'),
    supported_identifiers: ['email_address', 'username'],
    supported_first_factors: record ? firstFactors(record) : null,
    supported_second_factors: null,
    first_factor_verification: strategy
      ? {
          object: 'verification',
          status: isComplete ? 'verified' : 'unverified',
          strategy,
          attempts: null,
          expire_at: null,
        }
      : null,
    second_factor_verification: null,
    user_data: record
      ? {
          first_name: record.user.firstName,
          last_name: record.user.lastName,
          image_url: imageUrl(instance, record.user.imageId, record.user.id),
          has_image: record.user.imageId !== null,
        }
      : null,
    created_session_id: attempt.createdSessionId,
    abandon_at: attempt.createdAt + 24 * 60 * 60 * 1000,
  };
}

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

/** A text an attempt carries, null when it has none. */
export function textOf(attempt: AttemptRow, name: string): string | null {
  const value = attempt.data[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function firstFactors(record: UserRecord): readonly object[] {
  const primary = primaryEmailAddress(record);
  return [
    ...(record.user.passwordDigest === null ? [] : [{ strategy: 'password' }]),
    ...record.emailAddresses.map((email) => ({
      strategy: 'email_code',
      email_address_id: email.id,
      safe_identifier: email.emailAddress,
      primary: email.id === primary?.id,
    })),
  ];
}

function publicUserData(instance: Instance, record: UserRecord): object {
  return {
    user_id: record.user.id,
    first_name: record.user.firstName,
    last_name: record.user.lastName,
    image_url: imageUrl(instance, record.user.imageId, record.user.id),
    has_image: record.user.imageId !== null,
    identifier: primaryEmailAddress(record)?.emailAddress ?? record.user.username ?? record.user.id,
  };
}
