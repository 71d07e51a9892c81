import type { TrustedDeviceJSON } from '../../wire/trusted-device.js';
import { resource } from '../resource.js';

/** A device a user has enrolled with a key of its own. */
export class TrustedDevice {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Operating system. */
  declare readonly platform: 'ios' | 'android';
  /** Bundle id or package name of the app. */
  declare readonly appIdentifier: string;
  /** Name given by the person. */
  declare readonly name?: string | null | undefined;
  /** Algorithm of the key, `ES256`. */
  declare readonly algorithm: string;
  /** Whether it can still be used. */
  declare readonly status: 'active' | 'revoked';
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** When it was last used; Unix time in ms, null for never. */
  declare readonly lastUsedAt?: number | null | undefined;
  /** When it was revoked; Unix time in ms. */
  declare readonly revokedAt?: number | null | undefined;
}

/** Reads `TrustedDeviceJSON`. */
export const trustedDevice = resource<TrustedDeviceJSON>()('trusted_device', TrustedDevice, [
  'id',
  'platform',
  'appIdentifier',
  'name',
  'algorithm',
  'status',
  'createdAt',
  'updatedAt',
  'lastUsedAt',
  'revokedAt',
]);
