import { ConfigurationError } from '../errors.js';
import { checkNames, type KeyValueStore } from '../options.js';
import { knownAlgorithms } from './public-key.js';
import type { DpopReplayStore } from './replay-guard.js';

/** How proofs are verified. */
export interface DpopOptions {
  /**
   * Algorithms of proofs that are taken. Default `['ES256', 'EdDSA', 'PS256', 'RS256']`; `ES384` and `Ed25519` (another name of `EdDSA`) can
   * be allowed, too.
   */
  readonly algorithms?: readonly string[] | undefined;
  /** How old a proof may be, in s, 1 to 600. Default 60. */
  readonly maxAgeSeconds?: number | undefined;
  /** How far the clock of a client may differ, in s, 0 to 60. Default 5. */
  readonly clockSkewSeconds?: number | undefined;
  /**
   * Where used proofs are noted for several processes: `createRedisReplayStore()`, or a Keyv, which cannot tell two requests of the same
   * moment in two processes apart. Default: each process knows those that it has taken.
   */
  readonly replayStore?: DpopReplayStore | KeyValueStore | undefined;
  /** How many used proofs a process notes, for 1 to 2 times as long as a proof counts; one key gets a tenth. Default 200 000, at most 25 MB. */
  readonly maxEntries?: number | undefined;
  /**
   * Proofs need a nonce of this server, which a client learns from a refusal (`DPoP-Nonce`): proofs cannot be made in advance. The secret, at
   * least 32 characters, is the same in all processes. Default: no nonces.
   */
  readonly nonceSecret?: string | undefined;
  /** The public origin of this server, where proxies do not say it, for example `https://api.example.com`. Default: that of the request. */
  readonly origin?: string | undefined;
}

/** The options with their defaults. */
export interface DpopSettings {
  readonly algorithms: readonly string[];
  readonly maxAgeSeconds: number;
  readonly clockSkewSeconds: number;
  readonly maxEntries: number;
  readonly replayStore: DpopOptions['replayStore'];
  readonly nonceSecret: string | undefined;
  readonly origin: string | undefined;
}

type Check = (value: unknown) => string | undefined;

const wholeNumber =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `a whole number from ${least} to ${most}`;

const isStore = (value: unknown) => {
  const { addIfAbsent, get, set } = (Object(value) === value ? value : {}) as Readonly<Record<string, unknown>>;
  return typeof addIfAbsent === 'function' || (typeof get === 'function' && typeof set === 'function');
};

const isOrigin = (value: unknown) =>
  typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;

const checks: Readonly<Record<keyof DpopOptions, Check>> = {
  algorithms: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((name) => knownAlgorithms.includes(String(name)))
      ? undefined
      : `a list of some of ${knownAlgorithms.join(', ')}`,
  maxAgeSeconds: wholeNumber(1, 600),
  clockSkewSeconds: wholeNumber(0, 60),
  replayStore: (value) => (isStore(value) ? undefined : 'createRedisReplayStore(), or a store that has get and set'),
  maxEntries: wholeNumber(1, 10_000_000),
  nonceSecret: (value) =>
    typeof value === 'string' && value.length >= 32 ? undefined : 'a text of at least 32 characters',
  origin: (value) => (isOrigin(value) ? undefined : 'scheme and host of this server, such as https://api.example.com'),
};

/**
 * Checks the options. One that is undefined is left out.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function takeDpopOptions(given: DpopOptions): DpopSettings {
  checkNames(given, 'dpopProofs', Object.keys(checks));
  for (const [name, check] of Object.entries(checks)) {
    const value: unknown = Reflect.get(given, name);
    const expected = value === undefined ? undefined : check(value);
    if (expected) throw new ConfigurationError('option_invalid', `dpopProofs: \`${name}\` must be ${expected}.`);
  }
  const { algorithms = ['ES256', 'EdDSA', 'PS256', 'RS256'], maxAgeSeconds = 60, clockSkewSeconds = 5 } = given;
  const { maxEntries = 200_000, replayStore, nonceSecret, origin } = given;
  return {
    algorithms: [...algorithms],
    maxAgeSeconds,
    clockSkewSeconds,
    maxEntries,
    replayStore,
    nonceSecret,
    origin,
  };
}
