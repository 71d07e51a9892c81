import { createPublicKey, verify } from 'node:crypto';
import type { TrustedDeviceJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import { isJsonObject } from '../store/json-object.js';

const lifetimeMs = 5 * 60 * 1000;

/** What a device says about itself; the same in both steps. */
export interface DeviceClaims {
  readonly platform: 'ios' | 'android';
  readonly appIdentifier: string;
  readonly name: string | null;
  readonly algorithm: 'ES256';
  /** Public JWK, as JSON text. */
  readonly publicKey: string;
}

/** A device that a user has enrolled. Scope: the user. */
export interface TrustedDevice extends DeviceClaims {
  readonly status: 'active' | 'revoked';
  /** Unix time in ms; null for never. */
  readonly lastUsedAt: number | null;
  /** Unix time in ms. */
  readonly revokedAt: number | null;
}

export type TrustedDeviceRow = Row<TrustedDevice>;

export const trustedDevices = new Collection<TrustedDevice>('trusted_device', { idPrefix: 'tdev' });

/** A challenge that a device must sign, once. Scope: the user. */
interface DeviceChallenge extends DeviceClaims {
  readonly challenge: string;
  /** Unix time in ms. */
  readonly expiresAt: number;
}

export const deviceChallenges = new Collection<DeviceChallenge>('trusted_device_challenge', { idPrefix: 'tdch' });

/** @throws {ParameterError} `form_param_format_invalid` if the text is not a public P-256 JWK */
export function trustedDevicePublicKey(text: string): ReturnType<typeof createPublicKey> {
  try {
    const jwk: unknown = JSON.parse(text);
    if (!isJsonObject(jwk) || jwk['crv'] !== 'P-256' || 'd' in jwk) throw new TypeError('not a public P-256 key');
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new ParameterError(
      'form_param_format_invalid',
      'is invalid',
      'public_key_jwk',
      'public_key_jwk must be the JSON text of a public P-256 key.',
    );
  }
}

/** Starts an enrolment. @returns the challenge, as the Frontend API shows it */
export async function startTrustedDevice(instance: Instance, userId: string, claims: DeviceClaims): Promise<object> {
  trustedDevicePublicKey(claims.publicKey);
  const challenge = instance.createId('challenge');
  const expiresAt = instance.now() + lifetimeMs;
  const row = await deviceChallenges.insert(instance, { ...claims, challenge, expiresAt }, { scope: userId });
  return {
    object: 'trusted_device_challenge',
    challenge,
    challenge_id: row.id,
    client_data: clientDataOf(row),
    expires_at: expiresAt,
    algorithm: claims.algorithm,
  };
}

/** The text to sign. */
function clientDataOf({ id, challenge, appIdentifier }: Row<DeviceChallenge>): string {
  return JSON.stringify({
    type: 'trusted_device.enroll',
    challenge,
    challenge_id: id,
    app_identifier: appIdentifier,
  });
}

/**
 * Ends an enrolment with the signed challenge. `signature`: base64url, raw ECDSA.
 * @throws {ApiError} 400 `trusted_device_challenge_invalid`
 * @throws {ParameterError} `form_param_value_invalid`
 */
export async function finishTrustedDevice(
  instance: Instance,
  userId: string,
  claims: DeviceClaims,
  { clientData, signature }: { readonly clientData: string; readonly signature: string },
): Promise<TrustedDeviceRow> {
  const open = await deviceChallenges.list(instance.db, { scope: userId });
  const challenge = open.find((row) => clientDataOf(row) === clientData);
  const isSame = challenge?.publicKey === claims.publicKey && challenge.platform === claims.platform;
  if (!challenge || !isSame || challenge.expiresAt <= instance.now()) throw invalidChallenge();
  const key = { key: trustedDevicePublicKey(claims.publicKey), dsaEncoding: 'ieee-p1363' as const };
  if (!verify('sha256', Buffer.from(clientData), key, Buffer.from(signature, 'base64url'))) {
    throw new ParameterError('form_param_value_invalid', 'is invalid', 'signature', 'The signature is not right.');
  }
  if (!(await deviceChallenges.take(instance.db, challenge.id))) throw invalidChallenge();
  const data: TrustedDevice = { ...claims, status: 'active', lastUsedAt: null, revokedAt: null };
  return trustedDevices.insert(instance, data, { scope: userId });
}

function invalidChallenge(): ApiError {
  return new ApiError(
    400,
    'trusted_device_challenge_invalid',
    'invalid challenge',
    'The challenge is unknown, was used before or has expired. Prepare a new one.',
  );
}

/** Revokes a device of a user. @throws {NotFoundError} */
export async function revokeTrustedDevice(instance: Instance, userId: string, id: string): Promise<TrustedDeviceRow> {
  const row = await trustedDevices.findWhere(instance.db, { ids: [id], scope: userId });
  if (!row) throw new NotFoundError(`The user has no device with id ${id}.`);
  if (row.status === 'revoked') return row;
  return trustedDevices.update(instance, row, { status: 'revoked', revokedAt: instance.now() });
}

/** A device as both APIs show it. */
export function trustedDeviceJSON(row: TrustedDeviceRow): TrustedDeviceJSON {
  return {
    object: 'trusted_device',
    id: row.id,
    platform: row.platform,
    app_identifier: row.appIdentifier,
    name: row.name,
    algorithm: row.algorithm,
    status: row.status,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    last_used_at: row.lastUsedAt,
    revoked_at: row.revokedAt,
  };
}
