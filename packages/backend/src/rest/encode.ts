import { InvalidArgumentError } from '../errors.js';
import { maxJsonDepth } from '../parse-json.js';

/** A JavaScript name as the service writes it: `primaryEmailAddressID` becomes `primary_email_address_id`. */
export function snakeCase(name: string): string {
  const known = snakeNames.get(name);
  if (known !== undefined) return known;
  const snake = name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
    .toLowerCase();
  // Bounded: an application may pass on a whole request body, whose names are user input.
  if (snakeNames.size < 1000) snakeNames.set(name, snake);
  return snake;
}

const snakeNames = new Map<string, string>();

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function snakeKeys(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [snakeCase(name), item]));
}

const unencodable = (cause?: unknown) =>
  new InvalidArgumentError(
    `The parameters cannot be written as JSON: they contain themselves, are nested deeper than ${maxJsonDepth} levels or hold a BigInt. Nothing was sent.`,
    { cause },
  );

/** @param levels - how many further levels are allowed; parameters may be user input */
function snakeKeysDeep(value: unknown, levels = maxJsonDepth): unknown {
  if (levels < 0) throw unencodable();
  if (Array.isArray(value)) return value.map((item) => snakeKeysDeep(item, levels - 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [snakeCase(name), snakeKeysDeep(item, levels - 1)]),
  );
}

/**
 * A body as JSON text.
 * @throws {InvalidArgumentError} there is no JSON for it
 */
export function encodeJson(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw unencodable(cause);
  }
}

/**
 * Parameters as a JSON body. Only the names on the first level are rewritten: metadata, claims and mappings inside belong
 * to the application. An empty object or list is no body.
 * @param isDeep - rewrites the names on all levels
 * @throws {InvalidArgumentError} they are nested too deeply for that
 */
export function encodeBody(params: unknown, isDeep = false): unknown {
  if (params === undefined || params === null) return undefined;
  if (Object.keys(params).length === 0) return undefined;
  if (isDeep) return snakeKeysDeep(params);
  return Array.isArray(params) ? params.map(snakeKeys) : snakeKeys(params);
}

function encodeText(name: string, text: string): string {
  try {
    return encodeURIComponent(text);
  } catch (cause) {
    throw new InvalidArgumentError(`\`${name}\` is not well-formed Unicode text. Nothing was sent.`, { cause });
  }
}

function formEncode(name: string, text: string): string {
  return encodeText(name, text)
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function queryText(name: string, value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join(',');
  if (typeof value === 'object' && value !== null) {
    throw new InvalidArgumentError(`\`${name}\` must be text, a number, a boolean, a Date or a list of these.`);
  }
  return String(value);
}

/**
 * Parameters as a query, without `?`. Empty text, null, undefined and NaN are left out; false and 0 are sent; a list
 * repeats its name; a Date is sent in ISO form.
 * @throws {InvalidArgumentError} a value is an object
 */
export function encodeQuery(params: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null || value === '' || Number.isNaN(value)) continue;
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      pairs.push(`${formEncode(name, snakeCase(name))}=${formEncode(name, queryText(name, item))}`);
    }
  }
  return pairs.join('&');
}

const maxDecodedLayers = 10;

/** Whether a value has a dot segment, decoded or not: proxies and servers may decode a segment, some more than once, before they resolve `..`. */
function hasDotSegment(value: string): boolean {
  let text = value;
  for (let layer = 0; layer <= maxDecodedLayers; layer += 1) {
    if (text.split(/[\\/]/).some((segment) => segment === '.' || segment === '..')) return true;
    const decoded = text.replace(/%(2e|2f|5c|25)/gi, (code) => decodeURIComponent(code));
    if (decoded === text) return false;
    text = decoded;
  }
  return true;
}

/**
 * One value as a path segment.
 * @throws {InvalidArgumentError} not a string, empty, or with a dot segment: it would address another resource
 */
export function encodePathValue(name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') {
    const actual = value === '' ? 'an empty string' : value === null ? 'null' : typeof value;
    throw new InvalidArgumentError(`\`${name}\` must be a non-empty string, but got ${actual}. Nothing was sent.`);
  }
  // Nearly every id: nothing to encode.
  if (/^[\w-]+$/.test(value)) return value;
  if (hasDotSegment(value)) {
    throw new InvalidArgumentError(`\`${name}\` must not contain the path segment "." or "..". Nothing was sent.`);
  }
  // RFC 3986 section 3.3 allows these as they are; keys such as `org:admin` stay readable.
  return encodeText(name, value).replace(/%(3A|40|24|26|2B|2C|3D)/g, (code) => decodeURIComponent(code));
}
