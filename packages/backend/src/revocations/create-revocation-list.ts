import { StoreCipher } from '../crypto/store-cipher.js';
import type { RevocationOptions } from '../options.js';
import type { StoreFailure } from '../report-store-failure.js';
import { RevocationLog } from './revocation-log.js';
import type { Revocation } from './revocation.js';
import { revocationsOfCall } from './revocations-of-call.js';
import { RevokedTokens } from './revoked-tokens.js';

const defaultPollMs = 50;

/** What this process knows of revocations, and the log that it shares with others. */
export interface RevocationList {
  readonly known: RevokedTokens;
  /** Undefined: there is no store. */
  readonly log: RevocationLog | undefined;
  /** Only whoever has a list needs it. */
  readonly ofCall: typeof revocationsOfCall;
}

/** Creates the list of one instance, empty, and the log that fills it. */
export function createRevocationList(
  { store, pollMs = defaultPollMs }: RevocationOptions,
  secret: string,
  onFailure: (failure: StoreFailure) => void,
): RevocationList {
  const known = new RevokedTokens();
  const cipher = new StoreCipher(secret, 'revocations');
  const accept = (revocation: Revocation, nowMs: number) => known.add(revocation, nowMs);
  const log = store && new RevocationLog(store, cipher, pollMs, accept, onFailure);
  return { known, log, ofCall: revocationsOfCall };
}
