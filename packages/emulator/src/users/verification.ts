import type { BackendVerificationJSON, VerificationJSON } from '@acme/backend/wire';
import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import { verificationCode } from './verification-code.js';

const lifetimeMs = 10 * 60 * 1000;
const maxAttempts = 3;

/** How an address is verified: by a code, or by a link to open. */
export type VerificationStrategy = 'email_code' | 'email_link' | 'phone_code';

/** A code or a link that was sent to an address. Scope: the user. */
export interface Verification {
  /** The e-mail address or phone number. */
  readonly addressId: string;
  readonly strategy: VerificationStrategy;
  readonly attempts: number;
  readonly verified: boolean;
  /** Unix time in ms. */
  readonly expiresAt: number;
  /** The token in the link; null for a code. */
  readonly token: string | null;
  /** Where the link leads after it was opened; null for a code. */
  readonly redirectUrl: string | null;
  /** The browser that requested it; null for the Backend API. */
  readonly clientId: string | null;
}

export type VerificationRow = Row<Verification>;

/** How far a verification is. */
export type VerificationState = 'unverified' | 'verified' | 'failed' | 'expired';

export const verifications = new Collection<Verification>('verification', { idPrefix: 'ver' });

/** What a link needs beside the address. */
export interface LinkTarget {
  readonly redirectUrl: string;
  readonly clientId: string;
}

/**
 * The states of the verification of an address, for e-mail addresses and phone numbers and for all APIs:
 * `unverified` becomes `verified` by the right code or the link, `failed` after three wrong codes, `expired` after ten minutes.
 */
export function verificationState({ now }: Pick<Instance, 'now'>, row: Verification): VerificationState {
  if (row.verified) return 'verified';
  if (row.attempts >= maxAttempts) return 'failed';
  return row.expiresAt <= now() ? 'expired' : 'unverified';
}

/** Starts a verification; the one before does not count any more. */
export async function startVerification(
  instance: Instance,
  address: { readonly id: string; readonly userId: string },
  strategy: VerificationStrategy,
  target?: LinkTarget,
): Promise<VerificationRow> {
  const data: Verification = {
    addressId: address.id,
    strategy,
    attempts: 0,
    verified: false,
    expiresAt: instance.now() + lifetimeMs,
    token: target ? instance.createId('link') : null,
    redirectUrl: target?.redirectUrl ?? null,
    clientId: target?.clientId ?? null,
  };
  return verifications.insert(instance, data, { scope: address.userId });
}

/**
 * Tries a code. The state of the returned row says whether it was right.
 * @throws {ApiError} 400 `verification_already_verified`
 */
export async function tryCode(instance: Instance, row: VerificationRow, code: string): Promise<VerificationRow> {
  checkNotVerified(row.verified);
  if (verificationState(instance, row) !== 'unverified') return row;
  const verified = row.token === null && code === verificationCode;
  return verifications.update(instance, row, { attempts: row.attempts + 1, verified });
}

/** @throws {ApiError} 400 `verification_already_verified` */
export function checkNotVerified(isVerified: boolean): void {
  if (!isVerified) return;
  throw new ApiError(
    400,
    'verification_already_verified',
    'already verified',
    'This verification has already been verified.',
  );
}

/** The last verification that was started for an address. */
export function findVerification(
  { db }: Pick<Instance, 'db'>,
  addressId: string,
): Promise<VerificationRow | undefined> {
  return verifications.findWhere(db, { where: { addressId } });
}

/** A verification as the Backend API answers it. */
export function backendVerificationJSON(
  instance: Pick<Instance, 'now'>,
  row: VerificationRow,
): BackendVerificationJSON {
  const { id, strategy, attempts, expiresAt } = row;
  const status = verificationState(instance, row);
  return { object: 'verification', id, status, strategy, attempts, expire_at: expiresAt };
}

/** What the verification of an address depends on. */
interface VerifiedAddress {
  readonly id: string;
  readonly verified: boolean;
  /** How it is or was verified; `admin`: by a program. */
  readonly strategy: string;
  /** Unix time in ms. */
  readonly createdAt: number;
}

/** The verification in the JSON of an address; null before the first one. `rows` are those of the user. */
export function verificationJSON(
  instance: Pick<Instance, 'now'>,
  address: VerifiedAddress,
  rows: readonly VerificationRow[],
): VerificationJSON | null {
  const last = rows.filter(({ addressId }) => addressId === address.id).at(-1);
  if (!address.verified && !last && address.strategy !== 'admin') return null;
  const strategy = address.verified || !last ? address.strategy : last.strategy;
  const shown = last?.strategy === strategy ? last : undefined;
  const isByProgram = strategy === 'admin';
  const state = address.verified ? 'verified' : 'unverified';
  return {
    id: address.id.replace(/^[a-z]+_/, 'ver_'),
    object: objectOf(strategy),
    status: shown && !address.verified ? verificationState(instance, shown) : state,
    strategy,
    attempts: shown?.attempts ?? null,
    expire_at: shown?.expiresAt ?? (isByProgram ? null : address.createdAt + lifetimeMs),
    ...(shown?.clientId && address.verified && { verified_at_client: shown.clientId }),
  };
}

function objectOf(strategy: string): string {
  if (strategy.startsWith('from_oauth_')) return 'verification_from_oauth';
  const isNamed = ['admin', 'ticket', 'email_link', 'saml'].includes(strategy);
  return isNamed ? `verification_${strategy}` : 'verification_otp';
}
