import type { AppConnection } from './app-connection.js';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';

/** Secret key of an emulator that was not given one. Public, like the demo signing key. */
export const demoSecretKey = 'sk_test_acme_emulator_demo';

/**
 * Whether a caller may see the secret key. Everybody knows the demo key. One that somebody chose is shown on this machine only,
 * and not at all by an emulator that other machines reach.
 */
export function maySeeSecretKey(
  { secretKey, connection }: { readonly secretKey: string; readonly connection: Pick<AppConnection, 'hostname'> },
  caller: { readonly isLocal: boolean },
): boolean {
  if (secretKey === demoSecretKey) return true;
  const { hostname = 'localhost' } = connection;
  return caller.isLocal && (hostname === '::1' || isLoopbackHostname(hostname));
}
