import type { Instance } from '../instance/instance.js';
import { SecretKeyError } from '../errors/api-error.js';
import { isEqualKey } from '../instance/is-equal-key.js';
import { findMachineByKey } from '../machines/machine.js';

/** Finds the owner of the key in `Authorization`. @throws {SecretKeyError} */
export async function findKeyOwner(instance: Instance, authorization = ''): Promise<KeyOwner> {
  const [scheme, key] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !key) {
    throw new SecretKeyError('The Authorization header must be "Bearer" and the secret key the emulator printed.');
  }
  if (isEqualKey(key, instance.secretKey)) return { kind: 'instance' };
  const machine = key.startsWith('ak_') ? await findMachineByKey(instance, key) : undefined;
  if (machine) return { kind: 'machine', machineId: machine.id };
  throw new SecretKeyError(
    'This secret key belongs to another instance. Use the CLERK_SECRET_KEY the emulator printed.',
  );
}

/** The owner of the key of a call: the instance, or one of its machines. */
export type KeyOwner = { readonly kind: 'instance' } | { readonly kind: 'machine'; readonly machineId: string };
