// The requests of soak.js, and which answers to each are right.
import { generateKeyPairSync, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { currentKey, hadFault, knownSince, lastGiven, publishedUntil, withdrawnKey } from './soak-service.js';

const lifetimeSeconds = 30;
/** Tokens that are sent again are not so close to their end that either answer is right. */
const marginSeconds = 8;
/** A key that was sent so long ago has arrived. */
const arrivedMs = 500;

const signAsync = promisify(sign);
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const encode = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');

let people = 0;
/** @param {{ kid: string, privateKey: import('node:crypto').KeyObject }} key @param {number} [expiresIn] seconds */
async function makeToken({ kid, privateKey }, expiresIn = lifetimeSeconds) {
  const now = Math.floor(Date.now() / 1000);
  const sub = `user_${(people += 1)}`;
  const claims = { sub, sid: `sess_${people}`, v: 2, sts: 'active', iss: 'https://clerk.example.com' };
  const input = `${encode({ alg: 'RS256', kid, typ: 'JWT' })}.${encode({ ...claims, iat: now - 5, exp: now + expiresIn })}`;
  const signature = await signAsync('RSA-SHA256', Buffer.from(input), privateKey);
  return { kid, sub, text: `${input}.${signature.toString('base64url')}`, expires: now + expiresIn };
}

/**
 * A request.
 * @typedef {object} Case
 * @property {string} kind
 * @property {string} path
 * @property {Record<string, string>} headers
 * @property {string | undefined} kid - the key that the token names; undefined: none is needed
 * @property {string} right - how the right answer begins
 */

const bearer = (/** @type {string} */ token) => ({ authorization: `Bearer ${token}` });
const uat = Math.floor(Date.now() / 1000) - 3600;
const asCookie = (/** @type {string} */ token) => ({ cookie: `__client_uat=${uat}; __session=${token}` });
const in200 = (/** @type {string} */ userId) => `200 {"userId":"${userId}"}`;
const refused = (/** @type {string} */ kind, /** @type {{ kid: string, text: string }} */ { kid, text }) => ({
  kind,
  path: '/me',
  headers: bearer(text),
  kid,
  right: '401',
});

/** @type {Awaited<ReturnType<typeof makeToken>>[]} */
const live = [];
/** A token that outlives its key. @type {Awaited<ReturnType<typeof makeToken>> | undefined} */
let longLived;
/** @type {Awaited<ReturnType<typeof makeToken>> | undefined} */
let nextLongLived;

async function newToken() {
  const token = await makeToken(currentKey());
  live.push(token);
  return { kind: 'good, new', path: '/me', headers: bearer(token.text), kid: token.kid, right: in200(token.sub) };
}

async function seenToken() {
  const soon = Date.now() / 1000 + marginSeconds;
  while ((live[0]?.expires ?? Number.POSITIVE_INFINITY) < soon) live.shift();
  const token = live[Math.floor(Math.random() * live.length)];
  if (!token) return newToken();
  const headers = Math.random() < 0.5 ? bearer(token.text) : asCookie(token.text);
  return { kind: 'good, seen', path: '/me', headers, kid: token.kid, right: in200(token.sub) };
}

async function withdrawnToken() {
  const key = withdrawnKey();
  if (!key) return newToken();
  if (nextLongLived?.kid !== key.kid) nextLongLived = await makeToken(key, 900);
  longLived = nextLongLived;
  return refused('key withdrawn', longLived);
}

/** @type {readonly [number, () => Case | Promise<Case>][]} */
const mix = [
  [5, newToken],
  [7, seenToken],
  [1, async () => refused('expired', await makeToken(currentKey(), -20))],
  [1, async () => refused('forged', await makeToken({ kid: currentKey().kid, privateKey: stranger }))],
  [2, async () => refused('random kid', await makeToken({ kid: `ins_${Math.random()}`, privateKey: stranger }))],
  [1, withdrawnToken],
  [1, () => ({ kind: 'garbage', path: '/me', headers: bearer('x'.repeat(4000)), kid: undefined, right: '401' })],
  [1, () => ({ kind: 'no token', path: '/me', headers: {}, kid: undefined, right: '401' })],
  [
    0.5,
    () => ({
      kind: 'API key',
      path: '/job',
      headers: bearer('ak_good_user_7'),
      kid: undefined,
      right: in200('user_7'),
    }),
  ],
  [
    0.5,
    () => ({
      kind: 'API key, unknown',
      path: '/job',
      headers: bearer(`ak_bad_${Math.random()}`),
      kid: undefined,
      right: '401',
    }),
  ],
];
const total = mix.reduce((sum, [weight]) => sum + weight, 0);

/** A request of the mix. */
export function nextCase() {
  let dice = Math.random() * total;
  for (const [weight, make] of mix) {
    dice -= weight;
    if (dice < 0) return make();
  }
  return newToken();
}

/**
 * Whether a server lacked the key of a request when it came.
 * @param {Case} one
 * @param {string} secretKey
 * @param {number} sentAt
 */
export const isKeyMissing = ({ kid }, secretKey, sentAt) =>
  kid !== undefined && !(knownSince(secretKey, kid) + arrivedMs < sentAt && publishedUntil(kid) > Date.now());

/**
 * Whether an answer is right.
 * @param {Case} one
 * @param {string} secretKey - of the server
 * @param {number} sentAt
 * @param {string} answer - status, space and body
 */
export function isRight(one, secretKey, sentAt, answer) {
  if (answer.startsWith(one.right)) return true;
  // Until the keys have come again, a withdrawn key is as good as before.
  const until = publishedUntil(one.kid);
  if (one.kind === 'key withdrawn' && answer.startsWith('200') && lastGiven(secretKey) <= until + arrivedMs)
    return true;
  return answer.startsWith('503') && isKeyMissing(one, secretKey, sentAt) && hadFault(sentAt, Date.now());
}
