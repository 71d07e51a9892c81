import { StoreCipher } from '../crypto/store-cipher.js';
import { ConfigurationError, type TokenRefusal } from '../errors.js';
import type { MaybePromise } from '../maybe-promise.js';
import type { RevocationOptions } from '../options.js';
import { longestSeconds, revokeById, type Revocation } from './revocation.js';
import { RevocationLog } from './revocation-log.js';
import { RevokedTokens, type RevocableClaims } from './revoked-tokens.js';

const defaultLifetimeMs = 3_600_000;
const defaultPollMs = 50;

/** The revocations of one instance: what this process knows, and the log that it shares with others. */
export class Revocations {
  readonly #known = new RevokedTokens();
  readonly #log: RevocationLog | undefined;
  readonly #lifetimeSeconds: number;

  constructor(
    { store, sessionTokenLifetimeMs = defaultLifetimeMs, pollMs = defaultPollMs }: RevocationOptions,
    secret: string,
  ) {
    this.#lifetimeSeconds = sessionTokenLifetimeMs / 1000;
    this.#log =
      store &&
      new RevocationLog(store, new StoreCipher(secret, 'revocations'), pollMs, (revocation, nowMs) =>
        this.#known.add(revocation, nowMs),
      );
  }

  /** Why a JWT that is good otherwise is refused. A promise only if what others have written must be read first. */
  judge(claims: RevocableClaims, nowMs: number): MaybePromise<TokenRefusal | undefined> {
    const reading = this.#log?.ready(nowMs);
    return reading ? reading.then(() => this.#judge(claims, nowMs)) : this.#judge(claims, nowMs);
  }

  #judge(claims: RevocableClaims, nowMs: number): TokenRefusal | undefined {
    return this.#known.isEmpty ? undefined : this.#known.judge(claims, nowMs);
  }

  /** Waits until what others have written a moment ago is known. */
  async ready(nowMs: number): Promise<void> {
    await this.#log?.ready(nowMs);
  }

  /** Whether an opaque machine token was revoked by its id. */
  isTokenRevoked(id: string, nowMs: number): boolean {
    return this.#known.isTokenRevoked(id, nowMs);
  }

  /** By when answers about the tokens of a subject are out of date, Unix ms; 0: they are not. */
  staleUntilMs(subject: string): number {
    return this.#known.staleUntilMs(subject);
  }

  /** Refuses the tokens of a session. */
  ofSession(id: string): Revocation {
    return revokeById('session', id, this.#lifetimeSeconds, Date.now());
  }

  /**
   * Refuses a machine token.
   * @param expiresAtMs - when it expires by itself, Unix ms, if that is known
   */
  static ofToken(id: string, expiresAtMs: number | undefined): Revocation {
    const nowMs = Date.now();
    const lifetime = expiresAtMs === undefined ? longestSeconds : Math.max(0, (expiresAtMs - nowMs) / 1000);
    return revokeById('token', id, lifetime, nowMs);
  }

  /** Makes revocations known, here at once and to the others through the store. Never rejects. */
  async publish(revocations: readonly Revocation[]): Promise<void> {
    const nowMs = Date.now();
    for (const revocation of revocations) this.#known.add(revocation, nowMs);
    if (revocations.length > 0) await this.#log?.write(revocations);
  }
}

const bySecret = new WeakMap<RevocationOptions, Map<string, Revocations>>();
/** One process serves few instances. */
const maxSecrets = 64;

/**
 * The revocations of an option object and a secret: the same two always give the same ones. Without a store the object alone counts.
 * @throws {ConfigurationError} `secret_key_missing`
 */
export function revocationsOf(options: RevocationOptions | undefined, secretKey: string): Revocations | undefined {
  if (!options) return undefined;
  // In the process nothing is encrypted, and not everybody who has the object has the key: `verifyToken` with `jwtKey` does not.
  const secret = options.store ? (options.secret ?? secretKey) : '';
  if (!secret && options.store) {
    throw new ConfigurationError(
      'secret_key_missing',
      'Revocations are encrypted in the store, and there is no key. Set CLERK_SECRET_KEY (option `secretKey`), or give `revocations.secret` the same text of 16 letters or more in every process.',
    );
  }
  let known = bySecret.get(options);
  if (!known) bySecret.set(options, (known = new Map<string, Revocations>()));
  let revocations = known.get(secret);
  if (!revocations) {
    revocations = new Revocations(options, secret);
    const [oldest] = known.keys();
    if (known.size >= maxSecrets && oldest !== undefined) known.delete(oldest);
    known.set(secret, revocations);
  }
  return revocations;
}
