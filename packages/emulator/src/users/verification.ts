import type { BackendVerificationJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError } from '../errors/api-error.js';
import { sendVerificationCode, verificationCode } from './verification-code.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';

const lifetimeMs = 10 * 60 * 1000;
const maxAttempts = 3;

/** A code sent to an address. Scope: the address. */
export interface Verification {
  readonly strategy: 'email_code' | 'phone_code';
  readonly attempts: number;
  readonly verified: boolean;
  /** Unix time in ms. */
  readonly expiresAt: number;
}

const verifications = new Collection<Verification>('verification', { idPrefix: 'ver' });

/** Sends a code to an address. */
export async function prepareVerification(
  instance: Instance,
  address: { readonly id: string; readonly text: string },
  strategy: Verification['strategy'],
): Promise<BackendVerificationJSON> {
  const expiresAt = instance.now() + lifetimeMs;
  const data = { strategy, attempts: 0, verified: false, expiresAt };
  const row = await verifications.insert(instance, data, { scope: address.id });
  sendVerificationCode(instance, address.text);
  return verificationJSON(instance, row);
}

/**
 * Tries a code. For a wrong or late one the status says so, as with the service.
 * @throws {NotFoundError} if nothing was sent to this address
 * @throws {ApiError} 400 `verification_already_verified`
 */
export async function attemptVerification(
  instance: Instance,
  addressId: string,
  id: string,
  code: string,
): Promise<BackendVerificationJSON> {
  const row = await verifications.findWhere(instance.db, { ids: [id], scope: addressId });
  if (!row) throw new NotFoundError(`No verification was found with id ${id}.`);
  if (row.verified) throw new ApiError(400, 'verification_already_verified', 'This code was accepted already.');
  const isOpen = row.attempts < maxAttempts && row.expiresAt > instance.now();
  const change = { attempts: row.attempts + 1, verified: isOpen && code === verificationCode };
  return verificationJSON(instance, await verifications.update(instance, row, change));
}

function verificationJSON({ now }: Pick<Instance, 'now'>, row: Row<Verification>): BackendVerificationJSON {
  const open = row.expiresAt <= now() ? 'expired' : row.attempts >= maxAttempts ? 'failed' : 'unverified';
  return {
    object: 'verification',
    id: row.id,
    status: row.verified ? 'verified' : open,
    strategy: row.strategy,
    attempts: row.attempts,
    expire_at: row.expiresAt,
  };
}
