import { parsePublishableKey } from '@acme/backend/internal';
import { createHash } from 'node:crypto';
import type { Connection } from './connection-settings.js';
import { EmulatorError } from '../errors.js';
import { isLoopbackHostname } from '../http/check-redirect-url.js';

/**
 * Path the publishable key's address ends with. Browser libraries recognise a development instance by a key that ends in
 * `accounts.dev`, and a key needs a dot; the emulator strips the path from every request it gets.
 */
export const DEVELOPMENT_SUFFIX_PATH = '/accounts.dev';

/** Secret key of an emulator that was not given one. Public, like the demo signing key. */
export const DEMO_SECRET_KEY = 'sk_test_acme_emulator_demo';

/**
 * Whether a caller may see the secret key. Everybody knows the demo key. One that somebody chose is shown on this machine only,
 * and not at all by an emulator that other machines reach.
 */
export function maySeeSecretKey(
  { secretKey, connection }: { readonly secretKey: string; readonly connection: Pick<Connection, 'hostname'> },
  caller: { readonly isLocal: boolean },
): boolean {
  if (secretKey === DEMO_SECRET_KEY) return true;
  const { hostname = 'localhost' } = connection;
  return caller.isLocal && (hostname === '::1' || isLoopbackHostname(hostname));
}

/** The key that makes Clerk-compatible libraries talk to the emulator at `origin`; the same for the same port. */
export function createPublishableKey(origin: string): string {
  return `pk_test_${Buffer.from(`${origin}${DEVELOPMENT_SUFFIX_PATH}$`).toString('base64')}`;
}

/** Eight characters that keep the cookies of several instances on one host apart. */
export function cookieSuffix(publishableKey: string): string {
  return createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8);
}

/**
 * Refuses keys the emulator must never hold.
 * @throws {EmulatorError} `live_key_refused`, `key_invalid`
 */
export function checkKeys(publishableKey: string | undefined, secretKey: string | undefined): void {
  if (publishableKey?.startsWith('pk_live_') || secretKey?.startsWith('sk_live_') || secretKey?.startsWith('live_')) {
    throw new EmulatorError(
      'live_key_refused',
      'A live key was given to the emulator. Live keys belong to production only: leave the key out, or use one that starts with pk_test_ or sk_test_.',
    );
  }
  if (publishableKey !== undefined && parsePublishableKey(publishableKey)?.instanceType !== 'development') {
    throw new EmulatorError(
      'key_invalid',
      'The publishable key must be pk_test_ followed by the base64 of an address that contains a dot and ends in "$". Leave it out to get one that fits the port.',
    );
  }
  if (secretKey !== undefined && !/^sk_test_\S+$/.test(secretKey)) {
    throw new EmulatorError(
      'key_invalid',
      'The secret key must start with sk_test_. Leave it out to get the demo key.',
    );
  }
}
