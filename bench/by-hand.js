// The floor of floor.js: authentication written by hand for one application. A token seen before takes one scan of the cookies, one
// look-up by the token's tail, and a look at `exp`; any other is decoded and verified with a kept key. There is no handshake, no satellite,
// no machine token, no refresh and no error header.
import { createPublicKey, verify } from 'node:crypto';

/** Length of the tail that the map is keyed by, in characters; the whole token is compared too. */
const tailLength = 24;
/** How many tokens are kept; ours keeps as many. */
const maxSeen = 10_000;

/** @typedef {{ token: string, exp: number, userId: string }} Session */

/** @param {string} cookies */
function findSessionCookie(cookies) {
  const name = '__session=';
  let start = cookies.startsWith(name) ? 0 : cookies.indexOf(`; ${name}`);
  if (start < 0) return undefined;
  start += start === 0 ? name.length : name.length + 2;
  const end = cookies.indexOf(';', start);
  return end < 0 ? cookies.slice(start) : cookies.slice(start, end);
}

/**
 * @param {string} token
 * @param {import('node:crypto').KeyObject} key
 * @param {string} authorizedParty
 * @returns {Session | undefined}
 */
function verifySession(token, key, authorizedParty) {
  const headerEnd = token.indexOf('.');
  const claimsEnd = token.lastIndexOf('.');
  if (headerEnd < 0 || headerEnd === claimsEnd) return undefined;
  const header = JSON.parse(Buffer.from(token.slice(0, headerEnd), 'base64url').toString());
  const claims = JSON.parse(Buffer.from(token.slice(headerEnd + 1, claimsEnd), 'base64url').toString());
  if (header.alg !== 'RS256') return undefined;
  const now = Date.now() / 1000;
  if (!(claims.exp > now) || claims.nbf > now || claims.azp !== authorizedParty) return undefined;
  const signed = Buffer.from(token.slice(0, claimsEnd), 'latin1');
  const signature = Buffer.from(token.slice(claimsEnd + 1), 'base64url');
  return verify('RSA-SHA256', signed, key, signature) ? { token, exp: claims.exp, userId: claims.sub } : undefined;
}

/**
 * Creates the function that returns the user of a `Cookie` header; null: nobody.
 * @param {string} pem - public key of the instance
 * @param {string} authorizedParty - origin of the application
 */
export function createByHand(pem, authorizedParty) {
  const key = createPublicKey(pem);
  /** @type {Map<string, Session>} */
  const seen = new Map();
  return (/** @type {string | undefined} */ cookies) => {
    const token = cookies && findSessionCookie(cookies);
    if (!token) return null;
    const tail = token.slice(-tailLength);
    const known = seen.get(tail);
    if (known?.token === token) return known.exp > Date.now() / 1000 ? known.userId : null;
    const session = verifySession(token, key, authorizedParty);
    if (!session) return null;
    if (seen.size >= maxSeen) seen.delete(seen.keys().next().value ?? '');
    seen.set(tail, session);
    return session.userId;
  };
}
