import { provider } from '#crypto';
import { parseJson } from '../parse-json.js';
import type { MachineTokenType, TokenType } from '../options.js';
import type { DecodedJwt, JwtHeader, JwtPayload } from './decoded-jwt.js';
import { tokenCategory } from './token-category.js';

/** A value that is no object counts as one without members, which the later checks refuse. */
function parseObject(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  // Stryker disable next-line ConditionalExpression: what is no text cannot be parsed either.
  if (json === undefined) return undefined;
  let value: unknown;
  try {
    value = parseJson(json);
  } catch {
    return undefined;
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/**
 * Freezes a value that is cached: many requests get it, and none of them may change it for the others. Without recursion, because
 * headers are frozen before anything is verified.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const open: object[] = [value];
  for (const part of open) {
    for (const item of Object.values(part) as unknown[]) {
      if (typeof item === 'object' && item !== null) open.push(item);
    }
    Object.freeze(part);
  }
  return value;
}

/** A copy of a text: one that was cut from a longer text keeps all of that in memory. */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}

const maxCachedHeader = 256;
let lastHeader: { readonly text: string; readonly header: JwtHeader } | undefined;

/** Tokens that one key signed have the same header, letter for letter, so the last one read is cached. */
function readHeader(text: string): JwtHeader | undefined {
  if (lastHeader?.text === text) return lastHeader.header;
  const header = deepFreeze(parseObject(provider.decodeBase64UrlText(text)));
  // Stryker disable next-line ConditionalExpression,LogicalOperator,EqualityOperator: what is cached costs time and memory only.
  if (header && text.length <= maxCachedHeader) lastHeader = { text: copyOf(text), header };
  return header;
}

/**
 * Reads a JWT without verifying anything.
 * @returns `undefined` if it is not three base64url parts with JSON in the first two
 * @see RFC 7515 section 3.1
 */
export function decodeToken(text: string): DecodedJwt | undefined {
  const first = text.indexOf('.');
  const second = text.indexOf('.', first + 1);
  if (second === -1 || text.includes('.', second + 1)) return undefined;
  const raw = {
    header: text.slice(0, first),
    payload: text.slice(first + 1, second),
    signature: text.slice(second + 1),
    text,
  };
  const header = readHeader(raw.header);
  const payload = header && parseObject(provider.decodeBase64UrlText(raw.payload));
  const signature = payload && provider.decodeBase64Url(raw.signature);
  // The claims' types are checked in check-claims.ts, after the signature.
  return signature && { header, payload: payload as unknown as JwtPayload, signature, raw };
}

const opaquePrefixes: readonly (readonly [prefix: string, type: MachineTokenType])[] = [
  ['mt_', 'm2m_token'],
  ['oat_', 'oauth_token'],
  ['ak_', 'api_key'],
];

/** The machine token type that an opaque token's prefix names. */
export function opaqueTokenType(token: string): MachineTokenType | undefined {
  for (const [prefix, type] of opaquePrefixes) if (token.startsWith(prefix)) return type;
  return undefined;
}

const sessionCategories: ReadonlySet<unknown> = new Set([tokenCategory.session, tokenCategory.ignore]);

/** Whether the `cat` header says that this is something else than a session token. */
export function hasForeignCategory({ header }: DecodedJwt): boolean {
  return Boolean(header.cat) && !sessionCategories.has(header.cat);
}

/**
 * The type that a JWT gives itself: M2M by its subject, which is looked at first, OAuth by its `typ` (RFC 9068 section 2.1).
 * @returns `undefined` for a JWT of another category, for example one of a JWT template
 */
export function jwtType(token: DecodedJwt): TokenType | undefined {
  const subject: unknown = token.payload.sub;
  if (typeof subject === 'string' && subject.startsWith('mch_')) return 'm2m_token';
  const { typ, cat } = token.header;
  if (typ === 'at+jwt' || typ === 'application/at+jwt') return 'oauth_token';
  return !cat || sessionCategories.has(cat) ? 'session_token' : undefined;
}
