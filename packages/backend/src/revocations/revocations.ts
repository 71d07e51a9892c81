import { ConfigurationError, type TokenRefusal } from '../errors.js';
import { isPromise, type MaybePromise } from '../maybe-promise.js';
import type { Observer } from '../observer.js';
import type { RevocationOptions } from '../options.js';
import { reportStoreFailure, type StoreFailure } from '../report-store-failure.js';
import type { RevocationList } from './create-revocation-list.js';
import type { Revocation } from './revocation.js';
import type { FinishedCall, ReadSignedClaims } from './revocations-of-call.js';
import type { RevocableClaims } from './revoked-tokens.js';

const defaultLifetimeMs = 3_600_000;

/**
 * The revocations of one instance: what this process knows, and the log that it shares with others. Most applications have none, so the list
 * is loaded when it is needed: with the first request if there is a store, else with the first revocation.
 */
export class Revocations {
  readonly #options: RevocationOptions;
  readonly #secret: string;
  /** How long session tokens live, in seconds. */
  readonly lifetimeSeconds: number;
  /** Learns of failures of the store; the one that was given last. */
  observer: Observer | undefined;
  #list: RevocationList | undefined;

  constructor(options: RevocationOptions, secret: string) {
    this.#options = options;
    this.#secret = secret;
    this.lifetimeSeconds = (options.sessionTokenLifetimeMs ?? defaultLifetimeMs) / 1000;
  }

  /** The list as it is; a promise while it must be loaded. No promise is shared: on workers it would belong to one request. */
  #loaded(): MaybePromise<RevocationList> {
    return (
      this.#list ??
      import('#revocation-list').then(
        ({ createRevocationList }) =>
          (this.#list ??= createRevocationList(this.#options, this.#secret, (failure: StoreFailure) =>
            reportStoreFailure('revocations', failure, this.observer),
          )),
      )
    );
  }

  /** Why a JWT that is valid otherwise is refused. A promise only if what others have written must be read first. */
  judge(claims: RevocableClaims, nowMs: number): MaybePromise<TokenRefusal | undefined> {
    const judge = () => this.#list?.known.judge(claims, nowMs);
    return this.ready(nowMs)?.then(judge) ?? judge();
  }

  /** What must be waited for until the list has what others have written a moment ago; undefined: it has. */
  ready(nowMs: number): Promise<unknown> | undefined {
    if (!this.#options.store) return undefined;
    const list = this.#loaded();
    return isPromise(list) ? list.then(({ log }) => log?.ready(nowMs)) : list.log?.ready(nowMs);
  }

  /** Whether an opaque machine token was revoked by its id. */
  isTokenRevoked(id: string, nowMs: number): boolean {
    return this.#list?.known.isTokenRevoked(id, nowMs) ?? false;
  }

  /** How many times tokens of somebody were revoked, as far as this process knows. */
  get version(): number {
    return this.#list?.known.version ?? 0;
  }

  /** By when answers about the tokens of a subject are out of date, Unix ms; 0: they are not. */
  staleUntilMs(subject: string): number {
    return this.#list?.known.staleUntilMs(subject) ?? 0;
  }

  /**
   * Makes known what a call of the Backend API that succeeded has revoked.
   * @throws {ConfigurationError} `option_invalid` in a runtime without a list
   */
  async publishCall(call: FinishedCall, readSigned: ReadSignedClaims): Promise<void> {
    const { ofCall } = await this.#loaded();
    await this.publish(await ofCall(call, this.lifetimeSeconds, readSigned));
  }

  /**
   * Makes revocations known, here at once and to the others through the store, whose failures do not reject.
   * @throws {ConfigurationError} `option_invalid` in a runtime without a list
   */
  async publish(revocations: readonly Revocation[]): Promise<void> {
    if (revocations.length === 0) return;
    const list = this.#loaded();
    const { known, log } = isPromise(list) ? await list : list;
    const nowMs = Date.now();
    for (const revocation of revocations) known.add(revocation, nowMs);
    await log?.write(revocations);
  }
}

const bySecret = new WeakMap<RevocationOptions, Map<string, Revocations>>();
/** One process serves few instances. */
const maxSecrets = 64;

/**
 * The revocations of an option object and a secret: the same two always give the same ones. Without a store the object alone counts.
 * @throws {ConfigurationError} `secret_key_missing`
 */
export function revocationsOf(
  options: RevocationOptions | undefined,
  secretKey: string,
  observer?: Observer,
): Revocations | undefined {
  if (!options) return undefined;
  // In the process nothing is encrypted, and not everybody who has the object has the key: `verifyToken` with `jwtKey` does not.
  const secret = options.store ? (options.secret ?? secretKey) : '';
  if (!secret && options.store) {
    throw new ConfigurationError(
      'secret_key_missing',
      'A store of revocations needs CLERK_SECRET_KEY (option `secretKey`) or `revocations.secret`.',
    );
  }
  let known = bySecret.get(options);
  if (!known) bySecret.set(options, (known = new Map<string, Revocations>()));
  let revocations = known.get(secret);
  if (!revocations) {
    revocations = new Revocations(options, secret);
    if (known.size >= maxSecrets) known.clear();
    known.set(secret, revocations);
  }
  revocations.observer = observer ?? revocations.observer;
  return revocations;
}
