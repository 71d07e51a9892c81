// Requests, put together from pools: a seed gives the same requests again.
import {
  app,
  forgedTokens,
  goodApiKey,
  handshakeOf,
  issue,
  issuedTokens,
  livePublishableKey,
  now,
  publishableKey,
  spoilers,
  suffixOf,
} from './tokens.js';

/** @param {number} seed */
export function createRandom(seed) {
  let state = seed >>> 0;
  // mulberry32
  return (/** @type {number} */ limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const paths = [
  '/',
  '/',
  '/',
  '/guarded',
  '/guarded',
  '/admin',
  '/machine',
  '/orgs/acme',
  '/orgs/%ff',
  '/me',
  '/a/b?c=d',
];
const oddPaths = [
  '/__clerk/v1/client',
  '/__clerk/v1/blocked',
  '/__clerk//evil.example.com',
  '/__clerk/..%2fx',
  '//evil.example.com',
  '/\\evil.example.com',
  '/?__clerk_handshake_nonce=abc',
  '/?__clerk_handshake=x',
  '/?__clerk_db_jwt=dvb_1&__clerk_synced=true',
  '/?__clerk_synced=false&__clerk_redirect_url=https%3A%2F%2Fevil.example.com',
  '/?__clerk_help=1',
  '/%',
];
const hosts = ['app.example.com', 'app.example.com', 'app.example.com', 'localhost:3000', 'satellite.example.com'];
const oddHosts = ['a:99999', '[', 'u:p@x', 'a b', 'app.example.com/x?', '', '\xe9', '127.0.0.1', '[::1]:80'];
const odds = [
  ['x-forwarded-host', 'evil.example.com'],
  ['x-forwarded-host', 'app.example.com, x'],
  ['x-forwarded-host', 'u:p@x'],
  ['x-forwarded-proto', 'https'],
  ['x-forwarded-proto', 'javascript'],
  ['origin', 'https://evil.example.com'],
  ['origin', app],
  ['referer', 'https://evil.example.com/'],
  ['sec-fetch-dest', 'document'],
  ['sec-fetch-dest', 'iframe'],
  ['accept', 'text/html'],
  ['sec-fetch-site', 'cross-site'],
  ['constructor', 'x'],
];
const methods = ['GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE'];
const suffixes = ['', '', `_${suffixOf(publishableKey)}`, `_${suffixOf(livePublishableKey)}`, '_abcdefgh'];
const uats = ['0', String(now - 3600), String(now - 60), String(now + 3600), '-1', '', 'x', '1e99'];

/**
 * A request, and the session tokens that are somewhere in it.
 * @typedef {{ method: string, path: string, headers: Record<string, string>, tokens: string[] }} Made
 */

/** @param {ReturnType<typeof createRandom>} below */
export function createRequests(below) {
  const issued = issuedTokens(1700);
  const forged = forgedTokens();
  const pick = (/** @type {readonly any[]} */ items) => items[below(items.length)];
  const handshakes = Array.from({ length: 40 }, () => {
    const token = pick(issued);
    return { token, text: handshakeOf(token) };
  });

  /** @returns {string} */
  function token() {
    const kind = below(100);
    if (kind < 60) return pick(issued);
    if (kind === 60 && below(4) === 0) {
      const made = issue();
      issued[below(issued.length)] = made;
      return made;
    }
    if (kind < 80) return pick(forged);
    const given = pick(issued);
    return pick(spoilers)(given, below(given.length));
  }

  /** @param {Made} made */
  function addBearer(made) {
    const kind = below(20);
    if (kind === 0) return void (made.headers['authorization'] = `Bearer ${goodApiKey}`);
    const text = token();
    // What no header can hold is sent in cookies only.
    if (/[^\x20-\xff]/.test(text)) return;
    made.tokens.push(text);
    made.headers['authorization'] =
      kind < 16 ? `Bearer ${text}` : pick([text, `bearer  ${text}`, `Basic ${text}`, 'Bearer', `Bearer ${text} x`]);
  }

  /** @param {Made} made */
  function addCookies(made) {
    const parts = [];
    for (let count = 1 + below(3); count > 0; count -= 1) {
      const text = token();
      made.tokens.push(text);
      parts.push(`__session${pick(suffixes)}=${below(2) ? text : encodeURIComponent(text)}`);
    }
    if (below(8)) parts.push(`__client_uat${pick(suffixes)}=${pick(uats)}`);
    if (below(3)) parts.push(`__client_uat=${uats[1 + below(2)]}`);
    if (below(2)) parts.push(`__clerk_db_jwt${pick(suffixes)}=dvb_1`);
    const kind = below(30);
    if (kind === 0) {
      const { token: inner, text } = pick(handshakes);
      made.tokens.push(inner);
      parts.push(`__clerk_handshake=${text}`);
    }
    if (kind === 1) parts.push('__clerk_handshake_nonce=abc');
    if (kind === 2) parts.push(`__refresh${pick(suffixes)}=rt_1`);
    if (kind === 3) parts.push(`__clerk_redirect_count=${below(5)}`);
    if (kind === 4) parts.push(`__clerk_hs_sent${pick(suffixes)}=1`);
    made.headers['cookie'] = parts.join('; ').replaceAll(/[^\x20-\xff]/g, '?');
  }

  /** @returns {Made} */
  return function next() {
    /** @type {Made} */
    const made = { method: pick(methods), path: below(12) ? pick(paths) : pick(oddPaths), headers: {}, tokens: [] };
    made.headers['host'] = below(30) ? pick(hosts) : pick(oddHosts);
    if (below(60) === 0) {
      const { token: inner, text } = pick(handshakes);
      made.tokens.push(inner);
      made.path = `/?__clerk_handshake=${text}`;
    }
    for (let count = below(3); count > 0; count -= 1) {
      const [name, value] = pick(odds);
      made.headers[name] = value;
    }
    const kind = below(10);
    if (kind < 5) addBearer(made);
    if (kind > 3 && kind < 9) addCookies(made);
    return made;
  };
}
