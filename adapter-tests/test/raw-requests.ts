// Requests as bytes, generated from a seed: the same seed gives the same requests.

/** Numbers that look random. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** True in so many of a hundred cases. */
  readonly chance: (percent: number) => boolean;
}

/** Makes a generator (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, pick: (items) => items[below(items.length)] as never, chance: (percent) => below(100) < percent };
}

/** A generated request. */
export interface RawRequest {
  readonly bytes: Buffer;
  /** Whether the server can be asked for an answer: nothing is missing at the end. */
  readonly isWhole: boolean;
}

/** What requests may carry. */
export interface Carried {
  /** Tokens that somebody is signed in with. */
  readonly good: readonly string[];
  /** All others: expired, forged, of other kinds, cut, garbage. */
  readonly bad: readonly string[];
}

const methods = ['GET', 'GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const oddMethods = ['TRACE', 'PURGE', 'PROPFIND', 'M-SEARCH', 'get', 'GE T', 'SEARCH', 'CONNECT', 'TRACK', '\x00'];
const paths = ['/', '/guarded', '/admin', '/delete', '/machine', '/page', '/json', '/webhooks', '/orgs/acme', '/me/a'];
const proxied = ['/__clerk', '/__clerk/v1/client', '/__clerk/v1/blocked', '/fapi/v1/client', '/__clerk/v1/hangs'];
const oddPaths = [
  '*',
  '',
  '//evil.example.com/x',
  '/\\evil.example.com',
  '/%',
  '/%00',
  '/%2e%2e/%2f',
  '/%c0%af',
  '/__clerk//evil.example.com',
  '/__clerk/..%2f..%2fx',
  '/__clerk/%2e%2e/x',
  '/__clerk?',
  '/__clerk#',
  '/orgs/%ff',
  '/orgs/%E0%A4%A',
  'http://a:99999/x',
  'http://[/x',
  'http://u:p@x/',
  'http://app.example.com',
  'http://app.example.com?x',
  'https://evil.example.com/__clerk/v1/client',
  'ftp://x/y',
  'javascript:alert(1)',
  'x',
  '?',
  '/\xe9',
  '/a b',
  `/${'a'.repeat(4000)}`,
];
const queries = [
  '?__clerk_handshake=',
  '?__clerk_handshake_nonce=abc',
  '?__clerk_handshake_nonce=%00',
  '?__clerk_db_jwt=dvb_1',
  '?__clerk_synced=true',
  '?__clerk_synced=false&__clerk_redirect_url=https%3A%2F%2Fevil.example.com',
  '?__clerk_redirect_url=javascript%3Aalert(1)',
  '?%5f_clerk_handshake=x',
  '?__clerk_help=1',
  '?%',
  '?a=%ff&a=%ff',
];
const goodHosts = ['app.example.com', 'localhost:3000', '[::1]:80', '127.0.0.1'];
const oddHosts = [
  'a:99999',
  '[',
  'u:p@x',
  'a b',
  '',
  ' ',
  '\xe9',
  'app.example.com/__clerk/v1/blocked?',
  'a#b',
  'xn--a',
  '1.2.3.999',
  'a'.repeat(3000),
];
const fixedHeaders = [
  'Accept: text/html',
  'Sec-Fetch-Dest: document',
  'Sec-Fetch-Dest: iframe',
  'Accept: application/json',
  'Origin: https://evil.example.com',
  'Origin: null',
  'Referer: https://app.example.com/sign-in',
  'X-Forwarded-Host: evil.example.com',
  'X-Forwarded-Host: app.example.com, evil.example.com',
  'X-Forwarded-Host: [',
  'X-Forwarded-Host: u:p@x/y',
  'X-Forwarded-Host:',
  'X-Forwarded-Proto: https',
  'X-Forwarded-Proto: javascript',
  'X-Forwarded-Proto: https, http',
  'X-Forwarded-For: 1.1.1.1, \xff',
  'Connection: upgrade, cookie, authorization',
  'Upgrade: websocket',
  'Expect: 100-continue',
  'Clerk-Secret-Key: x',
  'Svix-Id: msg_1',
  'Svix-Timestamp: 1760000000',
  'Svix-Signature: v1,AAAA',
  'Access-Control-Request-Method: GET',
  'Content-Encoding: gzip',
  'Accept-Encoding: br, \x01',
  'If-None-Match: *',
  'Range: bytes=0-',
  'TE: trailers',
  '__proto__: x',
  'constructor: x',
  ': x',
  'No colon',
  'A\x00b: c',
];
const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data', 'x', ''];
const bodies = ['', '{}', '{"a":1}', '{"a":', 'a=1&b=2', '[', '\x00\xff', '{"__proto__":{"a":1}}', 'x'.repeat(70_000)];
const cookieNames = [
  '__session',
  '__client_uat',
  '__clerk_db_jwt',
  '__clerk_handshake',
  '__refresh',
  '__clerk_redirect_count',
];

function spell(random: Random, text: string): string {
  if (random.chance(70)) return text;
  return random.chance(50) ? text.toUpperCase() : text.toLowerCase();
}

function tokenOf(random: Random, { good, bad }: Carried): string {
  return random.pick(random.chance(30) ? good : bad);
}

function authorization(random: Random, carried: Carried): string {
  const scheme = random.pick(['Bearer ', 'Bearer ', 'Bearer ', 'bearer  ', 'Basic ', '', 'Bearer\t', 'Bearer']);
  return `Authorization: ${scheme}${tokenOf(random, carried)}`;
}

function cookie(random: Random, carried: Carried): string {
  const parts: string[] = [];
  for (let count = random.below(5); count >= 0; count -= 1) {
    const suffix = random.pick(['', '', '_abcdefgh', '_']);
    const value = random.pick([tokenOf(random, carried), '0', '1760000000', '-1', '', '"', '%', '\xff', 'dvb_1']);
    parts.push(`${random.pick(cookieNames)}${suffix}=${value}`);
  }
  return `Cookie: ${parts.join(random.pick(['; ', ';', ', ', ';;']))}`;
}

/** A line of the head, in one of the spellings that clients use. */
function headerLine(random: Random, carried: Carried): string {
  const kind = random.below(10);
  const line =
    kind < 3 ? authorization(random, carried) : kind < 6 ? cookie(random, carried) : random.pick(fixedHeaders);
  const colon = line.indexOf(':');
  return colon < 0 ? line : spell(random, line.slice(0, colon)) + line.slice(colon);
}

/** A target, and whether it may be one that needs no `Host`. */
function targetOf(random: Random): string {
  const kind = random.below(10);
  const path = random.pick(kind < 5 ? paths : kind < 8 ? proxied : oddPaths);
  return random.chance(25) ? path + random.pick(queries) : path;
}

/** The body and the header lines that go with it. */
function bodyOf(random: Random): {
  readonly lines: readonly string[];
  readonly body: string;
  readonly isWhole: boolean;
} {
  const body = random.pick(bodies);
  const type = `Content-Type: ${random.pick(types)}`;
  const kind = random.below(10);
  if (kind < 6) return { lines: [type, `Content-Length: ${body.length}`], body, isWhole: true };
  if (kind < 9) {
    const chunks = body === '' ? '' : `${body.length.toString(16)}\r\n${body}\r\n`;
    return { lines: [type, 'Transfer-Encoding: chunked'], body: `${chunks}0\r\n\r\n`, isWhole: true };
  }
  return { lines: [type, `Content-Length: ${body.length + 10}`], body, isWhole: false };
}

/** Makes the next request. */
export function nextRequest(random: Random, carried: Carried): RawRequest {
  const method = random.pick(random.chance(93) ? methods : oddMethods);
  const version = random.chance(97) ? 'HTTP/1.1' : random.pick(['HTTP/1.0', 'HTTP/0.9', 'HTTP/3.7', 'HTTQ/1.1', '']);
  const lines = [`${method} ${targetOf(random)} ${version}`];
  if (random.chance(96)) lines.push(`Host: ${random.pick(random.chance(75) ? goodHosts : oddHosts)}`);
  if (random.chance(3)) lines.push(`Host: ${random.pick(oddHosts)}`);
  for (let count = random.below(6); count > 0; count -= 1) lines.push(headerLine(random, carried));
  const {
    lines: described,
    body,
    isWhole,
  } = random.chance(40) ? bodyOf(random) : { lines: [], body: '', isWhole: true };
  lines.push(...described, 'Connection: close');
  const bytes = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
  if (random.chance(96)) return { bytes, isWhole };
  // The client leaves somewhere in the middle.
  return { bytes: bytes.subarray(0, random.below(bytes.length)), isWhole: false };
}
