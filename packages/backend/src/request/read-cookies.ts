/** The cookies that decide about a request, each under its plain and its suffixed name. */
export interface ClerkCookies {
  readonly session: string | undefined;
  readonly suffixedSession: string | undefined;
  readonly clientUat: string | undefined;
  readonly suffixedClientUat: string | undefined;
  readonly devBrowser: string | undefined;
  readonly suffixedDevBrowser: string | undefined;
  /** Exists only suffixed. */
  readonly refresh: string | undefined;
  readonly handshake: string | undefined;
  readonly handshakeNonce: string | undefined;
  readonly redirectCount: string | undefined;
  /** Set with the redirect of a handshake: only this browser may bring its result in an address. */
  readonly handshakeSent: string | undefined;
  /** Session cookies of one name that came more than once; undefined: no session cookie did. */
  readonly rivals: SessionRivals | undefined;
}

/** The different values of a session cookie that came more than once, in their order; at most {@link maxRivals}. */
export type SessionRivals = Readonly<Partial<Record<'session' | 'suffixedSession', readonly string[]>>>;

type Slot = Exclude<keyof ClerkCookies, 'rivals'>;

/** Each value costs a signature check, and anybody can send many. */
const maxRivals = 4;

/**
 * Name of the cookie that a production application sets with the redirect of a handshake. It has the instance's suffix, so that
 * applications of several instances on one host do not answer for each other.
 */
export function handshakeSentCookieName(suffix: string): string {
  return `__clerk_hs_sent_${suffix}`;
}

interface CookieName {
  readonly name: string;
  readonly slot: Slot;
}

/** Which cookie name goes where, by the length of the name: there are two of one length at most. Made once per publishable key. */
export type CookieNames = readonly (readonly CookieName[] | undefined)[];

/**
 * The cookie names of an instance.
 * @param suffix - first 8 characters of base64url(SHA-1(publishable key))
 */
export function cookieNames(suffix: string): CookieNames {
  const slots: Readonly<Record<string, Slot>> = {
    __session: 'session',
    [`__session_${suffix}`]: 'suffixedSession',
    __client_uat: 'clientUat',
    [`__client_uat_${suffix}`]: 'suffixedClientUat',
    __clerk_db_jwt: 'devBrowser',
    [`__clerk_db_jwt_${suffix}`]: 'suffixedDevBrowser',
    [`__refresh_${suffix}`]: 'refresh',
    __clerk_handshake: 'handshake',
    __clerk_handshake_nonce: 'handshakeNonce',
    __clerk_redirect_count: 'redirectCount',
    [handshakeSentCookieName(suffix)]: 'handshakeSent',
  };
  // Stryker disable next-line ArrayDeclaration: no name has the length 0.
  const byLength: CookieName[][] = [];
  // Stryker disable next-line ArrayDeclaration: what has no name is found by none.
  for (const [name, slot] of Object.entries(slots)) (byLength[name.length] ??= []).push({ name, slot });
  return byLength;
}

// Stryker disable next-line ArrayDeclaration: what has no name is found by none.
const noNames: readonly CookieName[] = [];

/** Faster than a `Map`, which has to make a hash of each name. */
function slotOf(name: string, names: CookieNames): Slot | undefined {
  for (const known of names[name.length] ?? noNames) if (known.name === name) return known.slot;
  return undefined;
}

/** A class, so that every request's cookies have the same shape from the start. */
class Collected implements ClerkCookies {
  session: string | undefined = undefined;
  suffixedSession: string | undefined = undefined;
  clientUat: string | undefined = undefined;
  suffixedClientUat: string | undefined = undefined;
  devBrowser: string | undefined = undefined;
  suffixedDevBrowser: string | undefined = undefined;
  refresh: string | undefined = undefined;
  handshake: string | undefined = undefined;
  handshakeNonce: string | undefined = undefined;
  redirectCount: string | undefined = undefined;
  handshakeSent: string | undefined = undefined;
  rivals: { session?: string[]; suffixedSession?: string[] } | undefined = undefined;
}

const none: ClerkCookies = new Collected();

function decodeValue(value: string): string {
  // Stryker disable next-line ConditionalExpression: to decode a value without escapes takes longer, and gives the same.
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * A browser sends cookies of one name that were set for several paths or domains, and their order says little. The highest number
 * counts of `__client_uat` (the latest change) and of the redirect counter; of sessions the one that verifies, which is found out
 * later; of the others the first.
 * @see RFC 6265 section 5.4
 */
function addDuplicate(found: Collected, slot: Slot, first: string, value: string): void {
  if (slot === 'clientUat' || slot === 'suffixedClientUat' || slot === 'redirectCount') {
    if (Number.parseInt(value) > (Number.parseInt(first) || 0)) found[slot] = value;
  } else if (slot === 'session' || slot === 'suffixedSession') {
    const rivals = ((found.rivals ??= {})[slot] ??= [first]);
    if (rivals.length < maxRivals && !rivals.includes(value)) rivals.push(value);
  }
}

/** Whether the name of a cookie begins at a position, and not only a part of its name or value. */
function isNameStart(header: string, position: number): boolean {
  // Stryker disable next-line ConditionalExpression: the last line takes longer, with the same result.
  if (position === 0) return true;
  // Stryker disable next-line ArithmeticOperator: the last line takes longer, with the same result.
  const before = header.charCodeAt(position - 1);
  if (before === 0x20 && header.charCodeAt(position - 2) === 0x3b) return true;
  return header.slice(header.lastIndexOf(';', position) + 1, position).trim() === '';
}

/** Whether a character is surely no white space: the first one beyond ASCII is the no-break space. */
// Stryker disable next-line ArrowFunction,ConditionalExpression: to call `trim` takes longer, and gives the same.
const isPlain = (character: number) => character > 0x20 && character < 0xa0;

/** A part of a header without the white space around it. Hardly any part has some, and to look is faster than to call `trim`. */
function trimmed(header: string, start: number, end: number): string {
  const part = header.slice(start, end);
  // Stryker disable next-line ConditionalExpression,LogicalOperator: to call `trim` takes longer, and gives the same.
  return isPlain(header.charCodeAt(start)) && isPlain(header.charCodeAt(end - 1)) ? part : part.trim();
}

/**
 * Finds the cookies that matter in a `Cookie` header, in one pass over it. Quotes are part of the value; a malformed escape
 * leaves the value as it is. All names that matter begin with `__`, and the engine finds that faster than code looks at other cookies.
 * @see RFC 6265 section 4.2
 */
export function readCookies(header: string | null | undefined, names: CookieNames): ClerkCookies {
  if (!header) return none;
  // Stryker disable next-line StringLiteral: the loop passes over other cookies, too.
  let start = header.indexOf('__');
  const found = new Collected();
  let equals = -1;
  while (start >= 0) {
    // Looked for once, however many parts without one come before it.
    // Stryker disable next-line ConditionalExpression,EqualityOperator: to look again takes longer, and finds the same.
    if (equals < start) equals = header.indexOf('=', start);
    // Stryker disable next-line EqualityOperator: there are two underscores before it.
    if (equals < 0) break;
    let end = header.indexOf(';', start);
    // Stryker disable next-line EqualityOperator: there are two underscores before it.
    if (end < 0) end = header.length;
    // Stryker disable next-line EqualityOperator,ConditionalExpression: no name that is known has a semicolon.
    const slot = equals < end && isNameStart(header, start) ? slotOf(trimmed(header, start, equals), names) : undefined;
    if (slot) {
      const value = decodeValue(trimmed(header, equals + 1, end));
      const first = found[slot];
      if (first === undefined) found[slot] = value;
      else addDuplicate(found, slot, first, value);
    }
    start = header.indexOf('__', end);
  }
  return found;
}

/** Every cookie of a `Cookie` header by name, read as {@link readCookies} does; of duplicates the first counts. */
export function parseCookies(header: string): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0)).trim();
    if (equals >= 0 && !cookies.has(name)) cookies.set(name, decodeValue(part.slice(equals + 1).trim()));
  }
  return cookies;
}
