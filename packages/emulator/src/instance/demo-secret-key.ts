import type { AppConnection } from './app-connection.js';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';

/** The default secret key. It is public, like the demo signing key. */
export const demoSecretKey = 'sk_test_acme_emulator_demo';

/**
 * True if a caller may see the secret key. The demo key is public. Any other key is shown on this machine only,
 * and never by an emulator that other machines can reach.
 */
export function maySeeSecretKey(
  { secretKey, connection }: { readonly secretKey: string; readonly connection: Pick<AppConnection, 'hostname'> },
  caller: { readonly isLocal: boolean },
): boolean {
  if (secretKey === demoSecretKey) return true;
  const { hostname = 'localhost' } = connection;
  return caller.isLocal && (hostname === '::1' || isLoopbackHostname(hostname));
}
