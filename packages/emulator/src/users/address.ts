import { ApiError } from '../errors/api-error.js';
import { requireLinkTarget } from '../http/check-redirect-url.js';
import type { Instance } from '../instance/instance.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { EmailAddressRow } from '../store/tables.js';
import { checkPhoneNumberPermitted } from './check-phone-number-permitted.js';
import { findEmailAddress, updateEmailAddress } from './find-email-address.js';
import { phoneNumbers, type PhoneNumberRow } from './phone-number.js';
import { incorrectCode, sendVerificationCode } from './verification-code.js';
import { changeUser, requireUser } from './change-user.js';
import {
  checkNotVerified,
  findVerification,
  startVerification,
  tryCode,
  verifications,
  verificationState,
  type LinkTarget,
  type VerificationRow,
  type VerificationStrategy,
} from './verification.js';

/** An e-mail address or a phone number of a user: what both have in common. */
export interface Address {
  readonly id: string;
  readonly userId: string;
  /** The address, or the number in E.164 form. */
  readonly text: string;
  readonly verified: boolean;
  /** The column with the primary one of its kind. */
  readonly primaryColumn: 'primaryEmailAddressId' | 'primaryPhoneNumberId';
  /** Stores that it is verified. */
  markVerified(instance: Instance, strategy: VerificationStrategy): Promise<unknown>;
}

export function addressOfEmail({ id, userId, emailAddress, verified }: EmailAddressRow): Address {
  return {
    id,
    userId,
    text: emailAddress,
    verified,
    primaryColumn: 'primaryEmailAddressId',
    markVerified: (instance, strategy) =>
      updateEmailAddress(instance.db, id, {
        verified: true,
        verificationStrategy: strategy,
        updatedAt: instance.now(),
      }),
  };
}

export function addressOfPhone(row: PhoneNumberRow): Address {
  return {
    id: row.id,
    userId: row.scope,
    text: row.phoneNumber,
    verified: row.verified,
    primaryColumn: 'primaryPhoneNumberId',
    async markVerified(instance, strategy) {
      // The row may have changed since it was read.
      const current = await phoneNumbers.find(instance.db, row.id);
      if (current) await phoneNumbers.update(instance, current, { verified: true, verificationStrategy: strategy });
    },
  };
}

/** Sends a code, or with `target` a link, to an address. */
export async function sendVerification(
  instance: Instance,
  address: Address,
  strategy: VerificationStrategy,
  target?: LinkTarget,
): Promise<VerificationRow> {
  if (strategy === 'phone_code') await checkPhoneNumberPermitted(instance, address.text);
  const row = await startVerification(instance, address, strategy, target);
  if (row.token === null) sendVerificationCode(instance, address.text);
  else {
    const text = `Verify your address: ${instance.url}/v1/verify?token=${row.token}`;
    instance.deliver({ to: address.text, subject: 'Verify your e-mail address', text });
  }
  return row;
}

/**
 * Tries a code for a verification of an address. The right one verifies the address.
 * @returns the verification after the attempt; its state says whether the code was right
 * @throws {ApiError} 400 `verification_already_verified`
 */
export function attemptCode(
  instance: Instance,
  address: Address,
  verificationId: string,
  code: string,
): Promise<VerificationRow | undefined> {
  return oneAtATime(instance.db, address.id, async () => {
    const row = await verifications.findWhere(instance.db, { ids: [verificationId], where: { addressId: address.id } });
    if (!row) return undefined;
    const tried = await tryCode(instance, row, code);
    if (tried.verified) await verifyAddress(instance, address, tried);
    return tried;
  });
}

/**
 * Verifies an address with the code that was sent last.
 * @throws {ParameterError} `form_code_incorrect`
 * @throws {ApiError} 400 `verification_already_verified`, `verification_missing`, `verification_expired`, `verification_failed`
 */
export async function verifyByCode(instance: Instance, address: Address, code: string): Promise<void> {
  checkNotVerified(address.verified);
  const last = await findVerification(instance, address.id);
  if (!last) {
    throw new ApiError(400, 'verification_missing', 'No verification', 'Prepare a verification of this address first.');
  }
  const before = verificationState(instance, last);
  if (before === 'expired' || before === 'failed') throw closedVerification(before);
  const tried = await attemptCode(instance, address, last.id, code);
  if (!tried?.verified) throw incorrectCode();
}

function closedVerification(state: 'expired' | 'failed'): ApiError {
  return state === 'expired'
    ? new ApiError(400, 'verification_expired', 'expired', 'This verification has expired. You must create a new one.')
    : new ApiError(
        400,
        'verification_failed',
        'failed',
        'Too many failed attempts. You have to try again with the same or another method.',
      );
}

async function verifyAddress(instance: Instance, address: Address, row: VerificationRow): Promise<void> {
  await address.markVerified(instance, row.strategy);
  const { user } = await requireUser(instance, address.userId);
  const isFirst = user[address.primaryColumn] === null;
  await changeUser(instance, user.id, isFirst ? { [address.primaryColumn]: address.id } : {});
}

/** The result of opening a link. */
export interface OpenedLink {
  readonly status: 'verified' | 'expired' | 'failed';
  /** Where the browser continues. */
  readonly redirectUrl: URL;
  /** The browser that requested the link. */
  readonly clientId: string | null;
}

/**
 * Opens the link that was sent to an e-mail address of an account.
 * @returns undefined if the token is of no such link
 * @throws {ApiError} 400 `redirect_url_invalid`
 */
export async function openAddressLink(instance: Instance, token: string): Promise<OpenedLink | undefined> {
  const found = await verifications.findWhere(instance.db, { where: { token } });
  if (!found?.redirectUrl) return undefined;
  const { clientId } = found;
  const redirectUrl = requireLinkTarget(instance, found.redirectUrl);
  return oneAtATime(instance.db, found.addressId, async () => {
    const [row, email] = await Promise.all([
      verifications.find(instance.db, found.id),
      findEmailAddress(instance.db, found.addressId),
    ]);
    const state = row && email && !email.verified ? verificationState(instance, row) : 'failed';
    if (state === 'expired') return { status: 'expired', redirectUrl, clientId };
    if (!row || !email || state !== 'unverified') return { status: 'failed', redirectUrl, clientId };
    await verifyAddress(instance, addressOfEmail(email), await verifications.update(instance, row, { verified: true }));
    return { status: 'verified', redirectUrl, clientId };
  });
}
