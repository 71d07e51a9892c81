// The Backend API of soak.js: keys that change about once a minute, an endpoint for them that is out of order now and then, and a
// record of what was given to whom, from which follows what a server could know at a moment.
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** A new key signs from the moment it is published; the old one is withdrawn when none of its ordinary tokens lives any more. */
const withdrawnAfterMs = 40_000;
/** How long a server may take an outage for one that goes on after it has ended. */
const aftermathMs = 6_000;

/** What the keys endpoint does, and for how many seconds; then again from the start. */
const phases = /** @type {const} */ ([
  ['ok', 40],
  ['down', 12],
  ['ok', 28],
  ['reset', 12],
  ['ok', 28],
  ['hanging', 12],
  ['ok', 18],
]);
const cycleMs = phases.reduce((sum, [, seconds]) => sum + seconds * 1000, 0);

/** @typedef {{ kid: string, privateKey: import('node:crypto').KeyObject, jwk: object, from: number, until: number }} Key */

const start = Date.now();
/** @type {Key[]} */
const keys = [];

/** @param {number} at */
function phaseAt(at) {
  let left = (at - start) % cycleMs;
  for (const [phase, seconds] of phases) {
    left -= seconds * 1000;
    if (left < 0) return phase;
  }
  return 'ok';
}

/** Publishes a new key; the one before has its time set. */
export function rotate() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const now = Date.now();
  const kid = `ins_${keys.length}`;
  const previous = keys.at(-1);
  if (previous) previous.until = now + withdrawnAfterMs;
  keys.push({
    kid,
    privateKey,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' },
    from: now,
    until: Number.POSITIVE_INFINITY,
  });
}
rotate();

/** The key that signs now, and the one that was withdrawn last. */
export const currentKey = () => /** @type {Key} */ (keys.at(-1));
export const withdrawnKey = () => keys.findLast(({ until }) => until <= Date.now());
/** Until when a key was published; keys that never were have no such time. @param {string | undefined} kid */
export const publishedUntil = (kid) => keys.find((key) => key.kid === kid)?.until ?? Number.POSITIVE_INFINITY;

/**
 * Whether the keys endpoint was out of order in a stretch of time, or shortly before.
 * @param {number} from
 * @param {number} to
 */
export function hadFault(from, to) {
  for (let at = from - aftermathMs; at <= to; at += 250) if (phaseAt(at) !== 'ok') return true;
  return false;
}

/** When a secret key's owner was given a key for the first time, and the keys at all for the last time. @type {Map<string, number>} */
const given = new Map();
let jwksCalls = 0;
export const jwksCallsSoFar = () => jwksCalls;
/** @param {string} secretKey @param {string} kid */
export const knownSince = (secretKey, kid) => given.get(`${secretKey} ${kid}`) ?? Number.POSITIVE_INFINITY;
/** @param {string} secretKey */
export const lastGiven = (secretKey) => given.get(secretKey) ?? Number.NEGATIVE_INFINITY;

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function answerKeys(request, response) {
  jwksCalls += 1;
  const now = Date.now();
  const phase = phaseAt(now);
  if (phase === 'hanging') return;
  if (phase === 'reset') return request.socket.destroy();
  if (phase === 'down') return response.writeHead(500).end('{"errors":[]}');
  const secretKey = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const served = keys.filter(({ until }) => now < until);
  response.on('finish', () => {
    given.set(secretKey, now);
    for (const { kid } of served) {
      const entry = `${secretKey} ${kid}`;
      if (!given.has(entry)) given.set(entry, Date.now());
    }
  });
  response.end(JSON.stringify({ keys: served.map(({ jwk }) => jwk) }));
}

const service = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url?.endsWith('/jwks')) return answerKeys(request, response);
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const { secret = '' } = body ? JSON.parse(body) : {};
    const subject = /^ak_good_(.*)$/.exec(secret)?.[1];
    if (!subject) return response.writeHead(404).end('{"errors":[{"code":"api_key_not_found","message":"no"}]}');
    const key = { object: 'api_key', id: 'ak_1', subject, scopes: [], revoked: false, expired: false };
    response.end(JSON.stringify(key));
  });
});

/** Starts to listen. @returns the origin */
export async function startService() {
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const address = service.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

export function stopService() {
  service.closeAllConnections();
  service.close();
}
