import { developmentSuffixPath } from '../http/request-path.js';
import { createHash } from 'node:crypto';

/** The key that makes Clerk-compatible libraries talk to the emulator at `origin`; the same for the same port. */
export function createPublishableKey(origin: string): string {
  return `pk_test_${Buffer.from(`${origin}${developmentSuffixPath}$`).toString('base64')}`;
}

/** Eight characters that distinguish the cookies of several instances on one host. */
export function cookieSuffix(publishableKey: string): string {
  return createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8);
}
