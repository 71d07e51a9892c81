import { provider } from '#crypto';
import { attemptCrypto } from '../crypto/attempt-crypto.js';
import { textEncoder } from '../crypto/web-globals.js';
import { ConfigurationError } from '../errors.js';
import { isEqualText } from '../is-equal-text.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import type { TokenType } from '../options.js';
import type { AuthenticatedMachineObject } from '../request/machine-auth-object.js';

/** The keys that sign a state. The middleware and the application must have the same ones. */
export interface StateKeys {
  /** Secret key of the instance; it also signs the header that official packages read. */
  readonly secretKey?: string | undefined;
  /** Signs our header instead of the secret key, where that is not known on both sides (CLERK_ENCRYPTION_KEY). */
  readonly encryptionKey?: string | undefined;
}

/** The members of a machine's auth object that are no functions. */
export type MachineMembers = Omit<AuthenticatedMachineObject, 'debug' | 'getToken' | 'has'>;

/** A state as it is handed over; the token and the URL are in headers of their own. */
export interface SealedState {
  /** Until when it counts, Unix s. */
  readonly exp: number;
  /** Path of the route that may read it. */
  readonly path: string;
  readonly isSignedIn: boolean;
  readonly tokenType: TokenType | null;
  readonly reason: string | null;
  readonly message: string | null;
  /** The auth object of a machine, without its functions. */
  readonly machine?: MachineMembers;
  /** The token of a machine that nobody has verified yet. */
  readonly unverified?: string;
  /** Options of the middleware that the environment does not have, as JSON. */
  readonly options?: string | undefined;
  /** The same for those that are secret, encrypted, as base64url. */
  readonly secrets?: string | undefined;
  /** Algorithms of DPoP proofs that the middleware takes. */
  readonly proofs?: readonly string[];
  /** Set if the service could not be reached. */
  readonly retryAfterSeconds?: number;
}

/** What the signature covers besides the state. */
export interface SealContext {
  readonly token: string;
  readonly url: string;
  /** Headers by which the client says who it is. Whoever sends the state without them, or with others, gets nothing for it. */
  readonly credentials: readonly string[];
}

/** No other signature with the same key begins with it. A new form of the state gets a new number. */
const label = '@acme/backend state 2';

function sign(algorithm: 'SHA-1' | 'SHA-256', key: string, text: string): MaybePromise<string> {
  const bytes = attemptCrypto('make a signature', () => provider.hmac(algorithm, textEncoder().encode(key), text));
  return chain(bytes, (signature) => Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** The signature of a token that the official packages check: HMAC-SHA1, in hexadecimal. */
export function signToken(token: string, secretKey: string): MaybePromise<string> {
  return sign('SHA-1', secretKey, token);
}

/** @throws {ConfigurationError} `secret_key_missing` */
function keyOf(keys: StateKeys): string {
  const key = keys.encryptionKey || keys.secretKey;
  if (!key) {
    throw new ConfigurationError(
      'secret_key_missing',
      'The state of a request is signed before it is handed over, and there is no key. Set CLERK_SECRET_KEY (option `secretKey`), or CLERK_ENCRYPTION_KEY to a text of your own, where the middleware runs and where the application runs.',
    );
  }
  return key;
}

function signBody(body: string, { token, url, credentials }: SealContext, keys: StateKeys): MaybePromise<string> {
  // JSON keeps the parts apart: no two lists of texts have the same one.
  return sign('SHA-256', keyOf(keys), JSON.stringify([label, body, token, url, ...credentials]));
}

/** The key of the cipher: no signature with the same text begins like it. */
function cipherKey(keys: StateKeys): MaybePromise<Uint8Array> {
  const bytes = textEncoder().encode(keyOf(keys));
  return attemptCrypto('make a key', () => provider.hmac('SHA-256', bytes, '@acme/backend secrets 1'));
}

/** Encrypts text for whoever has the same keys, as base64url. */
export function encryptText(text: string, keys: StateKeys): MaybePromise<string> {
  const bytes = chain(cipherKey(keys), (key) => attemptCrypto('encrypt', () => provider.encrypt(key, text)));
  return chain(bytes, encodeBytes);
}

/** Reads what {@link encryptText} has encrypted. @returns undefined if it is not that */
export function decryptText(encrypted: string, keys: StateKeys): MaybePromise<string | undefined> {
  const bytes = provider.decodeBase64Url(encrypted);
  if (!bytes) return undefined;
  return chain(cipherKey(keys), (key) => attemptCrypto('decrypt', () => provider.decrypt(key, bytes)));
}

const encodeBinary = (binary: string) => btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

function encodeBytes(bytes: Uint8Array): string {
  return encodeBinary(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** JSON as base64url. What is not ASCII is escaped, so that no encoding matters. */
function encodeBody(sealed: SealedState): string {
  const escape = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const json = JSON.stringify(sealed).replace(/[\u0080-\uffff]/g, escape);
  return encodeBinary(json);
}

/**
 * Writes a state as the value of a header, with its signature.
 * @throws {ConfigurationError} `secret_key_missing`
 */
export function sealState(sealed: SealedState, context: SealContext, keys: StateKeys): MaybePromise<string> {
  const body = encodeBody(sealed);
  return chain(signBody(body, context, keys), (signature) => `${body}.${signature}`);
}

/**
 * Reads the value of the header.
 * @returns undefined if the signature is not that of these keys, this token and this URL
 * @throws {ConfigurationError} `secret_key_missing`
 */
export function openSeal(value: string, context: SealContext, keys: StateKeys): MaybePromise<SealedState | undefined> {
  const dot = value.indexOf('.');
  const body = value.slice(0, Math.max(dot, 0));
  return chain(signBody(body, context, keys), (signature) => {
    if (!isEqualText(value.slice(dot + 1), signature)) return undefined;
    const json = provider.decodeBase64UrlText(body);
    // Whoever signed it has the key, and this package wrote it: the label names its form.
    return json === undefined ? undefined : (JSON.parse(json) as SealedState);
  });
}
