// Says who may be signed in, twice over: by jose and rules written out here, and by a second copy of the package that remembers nothing.
import { createRequire } from 'node:module';
import { compactVerify } from 'jose';
import { optionSets, optionsAnew } from './options.js';
import { publicKey } from './tokens.js';

// The CommonJS files are modules of their own: no cache of those under attack is shared with them.
const { createAuthenticator, requestHead } = createRequire(import.meta.url)('@acme/backend/adapter');

const isTime = (/** @type {unknown} */ value) => typeof value === 'number' && Number.isFinite(value);
/** @param {unknown} value @param {unknown} accepted */
const isAmong = (value, accepted) => [value].flat().some((each) => [accepted].flat().includes(each));

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Who a session token may sign in; undefined: nobody.
 * @param {string} token @param {Readonly<Record<string, unknown>>} options
 * @returns {Promise<string | undefined>}
 */
async function judge(token, options) {
  const verified = await compactVerify(token, publicKey, { algorithms: ['RS256'] }).catch(() => undefined);
  if (!verified) return undefined;
  const { protectedHeader: header } = verified;
  const claims = parse(new TextDecoder().decode(verified.payload));
  if (!claims) return undefined;
  const seconds = Date.now() / 1000;
  const skew = 6;
  const isRight =
    (header.typ === undefined || header.typ === 'JWT') &&
    typeof claims.sub === 'string' &&
    isTime(claims.exp) &&
    claims.exp > seconds - skew &&
    (claims.nbf === undefined || claims.nbf < seconds + skew) &&
    (claims.iat === undefined || claims.iat < seconds + skew) &&
    (!options.audience || claims.aud === undefined || isAmong(claims.aud, options.audience)) &&
    (!options.authorizedParties || isAmong(claims.azp, options.authorizedParties)) &&
    (!options.strict || new URL(claims.iss).origin === 'https://clerk.example.com') &&
    claims.sts !== 'pending';
  return isRight ? claims.sub : undefined;
}

/** @type {Map<string, Promise<string | undefined>>[]} */
const judged = optionSets.map(() => new Map());

/**
 * Whether one of the tokens of a request may sign this person in.
 * @param {readonly string[]} tokens @param {string} userId @param {number} set
 */
export async function mayBe(tokens, userId, set) {
  const known = judged[set] ?? new Map();
  for (const token of tokens) {
    let verdict = known.get(token);
    if (!verdict) {
      verdict = judge(token, optionSets[set] ?? {});
      if (known.size > 4000) known.clear();
      known.set(token, verdict);
    }
    if ((await verdict) === userId) return true;
  }
  return false;
}

/**
 * Who a server that has seen nothing yet signs in; null: nobody, or it answers itself.
 * @param {import('./requests.js').Made} made @param {number} set
 * @returns {Promise<string | null>}
 */
export async function decideAfresh({ method, path, headers }, set) {
  const decide = createAuthenticator(
    { ...optionsAnew(set, 0), tokenCache: false },
    { where: 'attack', env: () => ({}) },
  );
  const request = new Request(`http://localhost${path}`, { method, headers });
  const decision = await decide(requestHead(request), request);
  if (decision.kind !== 'continue') return null;
  const auth = decision.state.toAuth();
  return auth.tokenType === 'session_token' ? auth.userId : null;
}
