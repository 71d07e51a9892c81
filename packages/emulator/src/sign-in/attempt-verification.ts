import { ApiError, NotEmulatedError, ParameterError, type ApiErrorJSON } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import type { SignInChallenge } from '../users/check-signed-challenge.js';
import type { ProviderProfile } from './provider-profile.js';

/** How long a code, a link or a visit to a provider can be used, in ms. */
export const verificationLifetimeMs = 10 * 60 * 1000;
/** Wrong codes before a verification fails. */
const maxAttempts = 5;

/** What a person has to prove, or has proved, in a sign-in or a sign-up. */
export interface AttemptVerification {
  readonly id: string;
  /** Name on the wire. */
  readonly strategy: string;
  /** `transferable`: the account at the provider is known to the other kind of attempt only. */
  readonly status: 'unverified' | 'verified' | 'failed' | 'expired' | 'transferable';
  /** Wrong codes so far. */
  readonly attempts: number;
  /** Unix time in ms; null: it has no end. */
  readonly expiresAt: number | null;
  /** The e-mail address or the phone number that gets the code. */
  readonly addressId?: string | undefined;
  /** Where the person returns to from a link or a provider. */
  readonly redirectUrl?: string | undefined;
  /** Where the person returns to if the attempt is then complete. */
  readonly completeRedirectUrl?: string | undefined;
  /** The page of the provider. */
  readonly externalUrl?: string | undefined;
  /** Options of a passkey, as JSON text. */
  readonly nonce?: string | undefined;
  /** What a device of a native application signs. */
  readonly deviceChallenge?: SignInChallenge | undefined;
  /** What the passkey signs. */
  readonly challenge?: string | undefined;
  readonly error?: ApiErrorJSON | undefined;
  /** The client in which a link was opened. */
  readonly verifiedAtClient?: string | undefined;
  /** The account at the provider. */
  readonly profile?: ProviderProfile | undefined;
}

/** A verification that the person can now try. */
export function newVerification(
  instance: Pick<Instance, 'createId' | 'now'>,
  strategy: string,
  parts: Partial<AttemptVerification> = {},
): AttemptVerification {
  const expiresAt = instance.now() + verificationLifetimeMs;
  return { id: instance.createId('ver'), strategy, status: 'unverified', attempts: 0, expiresAt, ...parts };
}

/** The verification after it succeeded. */
export function verified(verification: AttemptVerification): AttemptVerification {
  return { ...verification, status: 'verified', error: undefined };
}

/** The verification after a wrong code; the last one makes it fail. */
export function withFailure(verification: AttemptVerification): AttemptVerification {
  const attempts = verification.attempts + 1;
  return { ...verification, attempts, status: attempts >= maxAttempts ? 'failed' : verification.status };
}

const isPastEnd = ({ expiresAt }: AttemptVerification, now: number) => expiresAt !== null && expiresAt <= now;

/**
 * Returns a verification that can be tried with a strategy.
 * @throws {ApiError} 400 `verification_not_sent`, `verification_already_verified`, `verification_expired`, `verification_failed`
 */
export function requireOpen(
  { now }: Pick<Instance, 'now'>,
  verification: AttemptVerification | null,
  strategy: string,
): AttemptVerification {
  if (verification?.strategy !== strategy)
    throw new ApiError(
      400,
      'verification_not_sent',
      'Verification not sent',
      'Request a verification before you attempt it.',
    );
  if (verification.status === 'verified') throw alreadyVerified();
  if (verification.status === 'failed')
    throw new ApiError(
      400,
      'verification_failed',
      'Verification failed',
      'Too many failed attempts. Request a new code, or use another method.',
    );
  if (verification.status === 'expired' || isPastEnd(verification, now()))
    throw new ApiError(
      400,
      'verification_expired',
      'Verification expired',
      'This verification has expired. Request a new one.',
    );
  return verification;
}

/** The refusal of a second proof. */
export function alreadyVerified(): ApiError {
  return new ApiError(400, 'verification_already_verified', 'This verification has already been verified.');
}

const objects: Readonly<Record<string, string>> = {
  password: 'verification_password',
  email_link: 'verification_email_link',
  passkey: 'verification_passkey',
  trusted_device: 'verification_trusted_device',
  ticket: 'verification_ticket',
  totp: 'verification_totp',
  backup_code: 'verification_backup_code',
  enterprise_sso: 'verification_saml',
  saml: 'verification_saml',
};

function objectOf(strategy: string): string {
  if (strategy.startsWith('oauth_')) return 'verification_oauth';
  return strategy.startsWith('from_oauth_') ? 'verification_from_oauth' : (objects[strategy] ?? 'verification_otp');
}

/** A verification as browsers see it. */
export function verificationJSON(
  { now }: Pick<Instance, 'now'>,
  verification: AttemptVerification | null,
): object | null {
  if (!verification) return null;
  const { strategy, status, externalUrl, nonce, deviceChallenge, error, verifiedAtClient } = verification;
  const isSocial = strategy.startsWith('oauth_');
  const isLate = status === 'unverified' && isPastEnd(verification, now());
  return {
    object: objectOf(strategy),
    status: isLate ? 'expired' : status,
    // The description knows one name for connections of enterprises.
    strategy: strategy === 'enterprise_sso' ? 'saml' : strategy,
    attempts: strategy.endsWith('_code') && strategy !== 'backup_code' ? verification.attempts : null,
    ...(verification.expiresAt !== null && { expire_at: verification.expiresAt }),
    ...((isSocial || strategy === 'enterprise_sso') && { external_verification_redirect_url: externalUrl ?? null }),
    ...(nonce !== undefined && status === 'unverified' && { nonce }),
    ...(deviceChallenge && { trusted_device_challenge: status === 'unverified' ? deviceChallenge : null }),
    ...(error && { error }),
    ...(verifiedAtClient !== undefined && { verified_at_client: verifiedAtClient }),
  };
}

/** The refusal of a strategy that the attempt or the user does not offer. */
export function unsupportedStrategy(name: string): ParameterError {
  return new ParameterError(
    'strategy_for_user_invalid',
    'is invalid',
    'strategy',
    `The strategy ${name} is not available for this account.`,
  );
}

const providerLibrary = ' Its token comes from a library of the provider, which the emulator has no copy of.';

/** The refusal of a strategy that needs a service which the emulator does not have. */
export function notEmulatedStrategy(name: string): ApiError {
  const reason = name.startsWith('oauth_token_') || name === 'google_one_tap' ? providerLibrary : '';
  return new NotEmulatedError(`The emulator does not emulate the strategy ${name}.${reason} Use another one.`);
}
