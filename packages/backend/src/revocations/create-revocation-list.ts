import { StoreCipher } from '../crypto/store-cipher.js';
import type { RevocationOptions } from '../options.js';
import { RevocationLog } from './revocation-log.js';
import { RevokedTokens } from './revoked-tokens.js';

const defaultPollMs = 50;

/** What this process knows of revocations, and the log that it shares with others. */
export interface RevocationList {
  readonly known: RevokedTokens;
  /** Undefined: there is no store. */
  readonly log: RevocationLog | undefined;
}

/** Creates the list of one instance, empty, and the log that fills it. */
export function createRevocationList(
  { store, pollMs = defaultPollMs }: RevocationOptions,
  secret: string,
): RevocationList {
  const known = new RevokedTokens();
  const cipher = new StoreCipher(secret, 'revocations');
  const log = store && new RevocationLog(store, cipher, pollMs, (revocation, nowMs) => known.add(revocation, nowMs));
  return { known, log };
}
