import { ConfigurationError } from '../errors.js';
import { checkNames, type Environment } from '../options.js';
import type { DecidedResponse } from './create-authenticator.js';

/** Answers a request for a metadata document: by its method, with the environment that the instance is read from. */
export type MetadataAnswer = (method: string, env: Environment) => DecidedResponse;

/** Says what is expected, or nothing if the value is fine. */
export type MetadataCheck = (value: unknown) => string | undefined;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isAddress = (value: unknown) => isText(value) && /^https?:\/\//.test(value) && URL.canParse(value);
const isScope = (value: unknown) => isText(value) && /^[!#-[\]-~]+$/.test(value);
const isListOf = (value: unknown, isItem: (item: unknown) => boolean) =>
  Array.isArray(value) && value.length > 0 && value.every(isItem);

/** The checks of what metadata consists of. */
export const metadataChecks = {
  text: (value) => (isText(value) ? undefined : 'a text'),
  texts: (value) => (isListOf(value, isText) ? undefined : 'a list of texts'),
  flag: (value) => (typeof value === 'boolean' ? undefined : 'true or false'),
  address: (value) => (isAddress(value) ? undefined : 'an http(s) address'),
  addresses: (value) => (isListOf(value, isAddress) ? undefined : 'a list of http(s) addresses'),
  scopes: (value) => (isListOf(value, isScope) ? undefined : 'a list of scopes'),
} as const satisfies Readonly<Record<string, MetadataCheck>>;

/**
 * Checks the members of a metadata document. One that is undefined is left out.
 * @returns a copy, so that a later change of the object changes no answer
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function takeMetadata<T extends object>(
  given: T,
  where: string,
  checks: Readonly<Record<keyof T & string, MetadataCheck>>,
): T {
  checkNames(given, where, Object.keys(checks));
  const members = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of members) {
    const expected = checks[name as keyof T & string](value);
    if (expected) throw new ConfigurationError('option_invalid', `${where}: \`${name}\` must be ${expected}.`);
  }
  // The copy has the members of the original.
  return structuredClone(Object.fromEntries(members)) as T;
}

/** Clients in browsers are on other origins, and send no credentials. */
const open = ['access-control-allow-origin', '*'] as const;

/**
 * The answer with a document that everybody may see, for GET and HEAD; browsers ask first (OPTIONS) because of the headers that clients send.
 * @see RFC 9728 section 3.2, RFC 8414 section 3.2
 */
export function metadataAnswer(method: string, document: () => object): DecidedResponse {
  if (method === 'OPTIONS') {
    const allowed = [
      open,
      ['access-control-allow-methods', 'GET, HEAD, OPTIONS'],
      ['access-control-allow-headers', '*'],
      ['access-control-max-age', '86400'],
    ] as const;
    return { status: 204, headers: allowed };
  }
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: [open, ['allow', 'GET, HEAD, OPTIONS']] };
  const headers = [
    open,
    ['content-type', 'application/json'],
    // Long enough for a client that discovers, short enough for a mistake.
    ['cache-control', 'public, max-age=300'],
  ] as const;
  return { status: 200, headers, ...(method === 'GET' && { body: JSON.stringify(document()) }) };
}
