import { readOrigin } from '../http/read-origin.js';
import type { RateLimit } from '../http/rate-limit.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { isJsonObject } from '../store/json-object.js';
import { checkFields, checkValue, fieldChecks, type FieldCheck } from '../instance/check-fields.js';
import { checkKeys } from '../instance/check-keys.js';
import type { LoggedRequest } from './request-log.js';
import type { Seed } from './seed.js';
import { checkEndpoint, type WebhookEndpoint } from './webhooks.js';

/** Settings of an emulator; all have a default. */
export interface EmulatorOptions {
  /** Port to listen on. Default 0: any free port. (The CLI defaults to 4500.) */
  readonly port?: number | undefined;
  /** Address to listen on. Default: 127.0.0.1 and ::1. Any other address makes it reachable from other machines. */
  readonly hostname?: string | undefined;
  /**
   * `:memory:` (default); the path of a SQLite file, for one emulator at a time, created if it is missing; or the URL of a shared libSQL
   * server. The seed is ignored if the database has users.
   */
  readonly database?: string | undefined;
  /** The data at the start: an object, or the path of a `.yaml`, `.yml` or `.json` file. Default: five demo users and two organizations. */
  readonly seed?: Seed | string | undefined;
  /** Publishable key; live keys are refused. Default: a `pk_test_` key that contains the emulator's address, the same for the same port. */
  readonly publishableKey?: string | undefined;
  /** Secret key; live keys are refused. Default: a fixed `sk_test_` demo key. */
  readonly secretKey?: string | undefined;
  /** How long a session token lasts, in seconds. Default 60. */
  readonly sessionTokenLifetimeSeconds?: number | undefined;
  /**
   * How a handshake passes cookies to the application: by a `nonce` (default), or as a `token` in the URL, for an application that cannot
   * reach the API.
   */
  readonly handshakeFormat?: 'nonce' | 'token' | undefined;
  /** Origins that sessions may be sent to, in addition to those of this machine, e.g. `https://app.test`. Default none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Clock, Unix time in ms. Default `Date.now`. `emulator.clock` changes its time. */
  readonly now?: (() => number) | undefined;
  /** Ids, tokens and secrets that are the same whenever the same calls come in the same order; others at each start on a file. Default false. */
  readonly deterministicIds?: boolean | undefined;
  /**
   * `{ requests, windowMs }`: further calls of the Backend API in the same period are answered with 429 and `Retry-After`. Default: no
   * limit. The service allows 100 in 10 000 ms.
   */
  readonly rateLimit?: RateLimit | undefined;
  /** Endpoints on this machine that receive events; `emulator.webhooks.add` adds more. Default: none. */
  readonly webhooks?: readonly WebhookEndpoint[] | undefined;
  /** Delay before each further attempt to deliver an event, in ms. Default 100, 500, 2000. */
  readonly webhookRetryDelaysMs?: readonly number[] | undefined;
  /** Receives one line per noteworthy event. Default: none. */
  readonly log?: ((line: string) => void) | undefined;
  /** Receives each request after its answer, without secrets, as `emulator.requests` has it. Default: none. */
  readonly onRequest?: ((request: LoggedRequest) => void) | undefined;
}

/** The names of all options; the compiler keeps the list complete. */
const optionNames: Readonly<Record<keyof EmulatorOptions, true>> = {
  port: true,
  hostname: true,
  database: true,
  seed: true,
  publishableKey: true,
  secretKey: true,
  sessionTokenLifetimeSeconds: true,
  handshakeFormat: true,
  allowedOrigins: true,
  now: true,
  deterministicIds: true,
  rateLimit: true,
  webhooks: true,
  webhookRetryDelaysMs: true,
  log: true,
  onRequest: true,
};

const { text, texts, flag, count, callback, wait } = fieldChecks;

/** What the options accept, as far as no other check says more. */
const optionChecks: Readonly<Partial<Record<keyof EmulatorOptions, FieldCheck>>> = {
  hostname: text,
  database: text,
  seed: ['an object or the path of a file', (value) => typeof value === 'object' || text[1](value)],
  publishableKey: text,
  secretKey: text,
  allowedOrigins: texts,
  now: callback,
  deterministicIds: flag,
  webhooks: ['a list of endpoints', Array.isArray],
  webhookRetryDelaysMs: [`a list, each ${wait[0]}`, (value) => Array.isArray(value) && value.every(wait[1])],
  log: callback,
  onRequest: callback,
};

function checkValues(options: EmulatorOptions): void {
  for (const [name, check] of Object.entries(optionChecks)) {
    const value: unknown = options[name as keyof EmulatorOptions];
    if (value !== undefined) checkValue('createEmulator', name, value, check);
  }
  if (options.rateLimit !== undefined)
    checkFields('The option rateLimit', options.rateLimit, { requests: count, windowMs: count }, [
      'requests',
      'windowMs',
    ]);
}

/** Refuses unknown options: a misspelt one would be ignored, and a test would wait in vain for its effect. */
function checkNames(options: EmulatorOptions): void {
  if (!isJsonObject(options))
    throw new EmulatorError('option_invalid', 'createEmulator takes an object of options, or nothing.');
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(optionNames, name)) continue;
    throw new EmulatorError(
      'option_invalid',
      `createEmulator does not take the option \`${name}\`. It takes: ${Object.keys(optionNames).join(', ')}.`,
    );
  }
}

/**
 * Refuses options that cannot work, before anything is opened.
 * @throws {EmulatorError} `port_invalid`, `live_key_refused`, `key_invalid`, `option_invalid`
 */
export function checkOptions(options: EmulatorOptions): void {
  checkNames(options);
  checkValues(options);
  const {
    port = 0,
    sessionTokenLifetimeSeconds: lifetime = 60,
    handshakeFormat = 'nonce',
    allowedOrigins = [],
    webhooks = [],
  } = options;
  checkPort(port);
  // Before a port is taken: whoever made a mistake should hear of it, not of the port.
  webhooks.forEach((endpoint) => checkEndpoint(endpoint));
  if (!Number.isFinite(lifetime) || lifetime < 1) {
    throw new EmulatorError('option_invalid', 'sessionTokenLifetimeSeconds must be 1 or more.');
  }
  if (handshakeFormat !== 'nonce' && handshakeFormat !== 'token') {
    throw new EmulatorError('option_invalid', "handshakeFormat must be 'nonce' or 'token'.");
  }
  for (const origin of allowedOrigins) {
    if (readOrigin(origin) !== origin) {
      throw new EmulatorError(
        'option_invalid',
        `The allowed origin ${origin} must be a scheme and a host in small letters, e.g. https://app.test, without a path.`,
      );
    }
  }
  checkKeys(options.publishableKey, options.secretKey);
}

/**
 * A port number from a number or a text.
 * @throws {EmulatorError} `port_invalid`
 */
export function checkPort(port: number | string): number {
  const number = typeof port === 'number' || (typeof port === 'string' && port !== '') ? Number(port) : Number.NaN;
  if (Number.isInteger(number) && number >= 0 && number <= 65535) return number;
  throw new EmulatorError(
    'port_invalid',
    `Port ${String(port)} does not exist. Choose one from 1024 to 65535, or 0 for any free port.`,
  );
}
