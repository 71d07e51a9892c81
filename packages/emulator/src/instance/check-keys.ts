import { parsePublishableKey } from '@acme/backend/internal';
import { EmulatorError } from '../errors/emulator-error.js';

/**
 * Refuses keys that the emulator must never have.
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
