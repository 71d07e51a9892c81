import { verify } from 'node:crypto';
import { ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { trustedDevicePublicKey, trustedDevices, type TrustedDeviceRow } from './trusted-device.js';

/** What a device must sign to sign its user in, as browsers and native applications see it. */
export interface SignInChallenge {
  readonly object: 'trusted_device_challenge';
  readonly challenge: string;
  readonly challenge_id: string;
  readonly trusted_device_id: string;
  /** The text to sign. */
  readonly client_data: string;
  /** Unix time in ms. */
  readonly expires_at: number;
  readonly algorithm: 'ES256';
}

/** An active device of any user. */
export async function findActiveDevice(
  { db }: Pick<Instance, 'db'>,
  id: string,
): Promise<TrustedDeviceRow | undefined> {
  return trustedDevices.findWhere(db, { ids: [id], where: { status: 'active' } });
}

/** The challenge of a device for one verification of a sign-in. */
export function signInChallenge(
  instance: Pick<Instance, 'createId'>,
  { id, appIdentifier, algorithm }: TrustedDeviceRow,
  verification: { readonly id: string; readonly expiresAt: number | null },
): SignInChallenge {
  const challenge = instance.createId('challenge');
  const clientData = {
    type: 'trusted_device.sign_in',
    challenge,
    challenge_id: verification.id,
    trusted_device_id: id,
    app_identifier: appIdentifier,
  };
  return {
    object: 'trusted_device_challenge',
    challenge,
    challenge_id: verification.id,
    trusted_device_id: id,
    client_data: JSON.stringify(clientData),
    expires_at: verification.expiresAt ?? 0,
    algorithm,
  };
}

/**
 * Checks the signed challenge.
 * @param proof - what the device sent; `signature`: base64url, raw ECDSA
 * @returns the device; its scope is the user
 * @throws {ParameterError} `form_param_value_invalid` for another device, text or signature, and for a revoked device
 */
export async function checkSignedChallenge(
  instance: Instance,
  challenge: SignInChallenge,
  proof: { readonly deviceId: string; readonly clientData: string; readonly signature: string },
): Promise<TrustedDeviceRow> {
  const device = await requireActiveDevice(instance, proof.deviceId);
  if (device.id !== challenge.trusted_device_id) throw invalid('trusted_device_id', 'Another device was prepared.');
  if (proof.clientData !== challenge.client_data) throw invalid('client_data', 'This is not the prepared text.');
  const key = { key: trustedDevicePublicKey(device.publicKey), dsaEncoding: 'ieee-p1363' as const };
  if (!verify('sha256', Buffer.from(proof.clientData), key, Buffer.from(proof.signature, 'base64url')))
    throw invalid('signature', 'The signature is not right.');
  return trustedDevices.update(instance, device, { lastUsedAt: instance.now() });
}

/** @throws {ParameterError} `form_param_value_invalid` for an unknown or revoked device */
export async function requireActiveDevice(instance: Instance, id: string): Promise<TrustedDeviceRow> {
  const device = await findActiveDevice(instance, id);
  if (device) return device;
  throw invalid('trusted_device_id', 'This device is unknown or was revoked.');
}

const invalid = (field: string, text: string) =>
  new ParameterError('form_param_value_invalid', 'is invalid', field, text);
