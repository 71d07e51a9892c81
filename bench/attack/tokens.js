// Tokens of one instance, good and bad ones, each with who it is about. Signed with `node:crypto`, which is what makes millions possible.
import { createHash, createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

export { publicKey };
export const jwtKey = String(publicKey.export({ type: 'spki', format: 'pem' }));
export const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'ins_1', use: 'sig', alg: 'RS256' }] };
export const publishableKey = `pk_test_${btoa('clerk.example.com$')}`;
export const livePublishableKey = `pk_live_${btoa('clerk.example.com$')}`;
/** @param {string} key */
export const suffixOf = (key) => createHash('sha1').update(key).digest('base64url').slice(0, 8);

/** Unix seconds; a run takes less than the hours that tokens live. */
export const now = Math.floor(Date.now() / 1000);
export const app = 'https://app.example.com';
export const goodApiKey = 'ak_good';

const encode = (/** @type {unknown} */ value) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** @param {object} header @param {unknown} claims @param {import('node:crypto').KeyObject} key @param {string} algorithm */
function signed(header, claims, key = privateKey, algorithm = 'RSA-SHA256') {
  const input = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'ins_1', ...header })}.${encode(claims)}`;
  return `${input}.${signBytes(algorithm, Buffer.from(input), key).toString('base64url')}`;
}

let people = 0;
/** @param {object} [differences] */
export function claims(differences = {}) {
  people += 1;
  return {
    iss: 'https://clerk.example.com',
    sub: `user_${people}`,
    sid: `sess_${people}`,
    azp: app,
    iat: now - 60,
    nbf: now - 60,
    exp: now + 6 * 3600,
    v: 2,
    sts: 'active',
    ...differences,
  };
}

/** A token that the instance has signed. @param {object} [differences] @param {object} [header] */
export const issue = (differences, header = {}) => signed(header, claims(differences));

const deep = (/** @type {number} */ depth) => `{"sub":"user_0","a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

/** Tokens that the instance has signed; whether they count depends on the options. @param {number} count */
export function issuedTokens(count) {
  const kinds = [
    {},
    {},
    {},
    {},
    { o: { id: 'org_1', slg: 'acme', rol: 'admin' } },
    { o: { id: 'org_1', slg: 'acme', rol: 'member' } },
    { azp: 'https://evil.example.com' },
    { azp: undefined },
    { aud: 'https://api.example.com' },
    { aud: ['https://other.example.com'] },
    { iss: 'https://clerk.evil.example.com' },
    { sts: 'pending' },
    { exp: now - 60, iat: now - 200, nbf: now - 200 },
    { nbf: now + 7 * 3600 },
    { iat: now + 7 * 3600 },
    { exp: undefined },
    { sub: 7 },
  ];
  return Array.from({ length: count }, (_, index) => issue(kinds[index % kinds.length]));
}

/** Tokens that nobody may be signed in with, whatever the options are. */
export function forgedTokens() {
  const payload = encode(claims());
  const [head, body, signature] = issue().split('.');
  const hmacHead = encode({ alg: 'HS256', typ: 'JWT', kid: 'ins_1' });
  const hmac = (/** @type {string} */ key) =>
    createHmac('sha256', key).update(`${hmacHead}.${payload}`).digest('base64url');
  return [
    signed({}, claims(), stranger),
    signed({ kid: 'ins_2' }, claims(), stranger),
    signed({ kid: undefined }, claims(), stranger),
    signed({ jwk: jwks.keys[0], jku: 'https://evil.example.com/jwks' }, claims(), stranger),
    signed({ alg: 'RS512' }, claims(), privateKey, 'RSA-SHA512'),
    signed({ crit: ['exp'] }, claims()),
    signed({ b64: false, crit: ['b64'] }, claims()),
    ...['none', 'None', 'NONE', ''].map((alg) => `${encode({ alg, typ: 'JWT', kid: 'ins_1' })}.${payload}.`),
    `${hmacHead}.${payload}.${hmac(jwtKey)}`,
    `${hmacHead}.${payload}.${hmac(jwtKey.trim())}`,
    `${hmacHead}.${payload}.${hmac('')}`,
    `${head}.${encode(claims())}.${signature}`,
    `${encode({ alg: 'RS256', typ: 'JWT', kid: '__proto__' })}.${body}.${signature}`,
    `${encode(`{"alg":"RS256","alg":"none","kid":"ins_1"}`)}.${body}.${signature}`,
    `${head}.${encode(deep(50))}.${signature}`,
    `${head}.${encode(deep(1000))}.${signature}`,
    `${encode(deep(1000))}.${body}.${signature}`,
    `${head}.${encode('"text"')}.${signature}`,
    `${head}.${encode('null')}.${signature}`,
    `${head}.${body}`,
    `${head}..${signature}`,
    '..',
    '',
    'x'.repeat(5000),
    'mt_unknown',
    'oat_unknown',
    'ak_unknown',
  ];
}

/** Changes that must make a token worthless. @type {readonly ((token: string, at: number) => string)[]} */
export const spoilers = [
  (token, at) => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1),
  (token, at) => token.slice(0, at) + token.slice(at + 1),
  (token, at) => `${token.slice(0, at)}-${token.slice(at)}`,
  // Letters whose lowest 8 or 7 bits are those of the right one.
  (token, at) => token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) + 0x80) + token.slice(at + 1),
  (token, at) => token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) + 0x100) + token.slice(at + 1),
  (token, at) => token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) + 0x1000) + token.slice(at + 1),
  (token) => token.slice(0, token.lastIndexOf('.') + 1),
  (token) => token.split('.').reverse().join('.'),
  (token) => `${token}.`,
  (token) => `${token}=`,
  (token) => token.toLowerCase(),
];

/** What a handshake brings back: `Set-Cookie` lines, signed. @param {string} token */
export const handshakeOf = (token) =>
  signed(
    {},
    {
      handshake: [`__session=${token}; Path=/`, `__client_uat=${now - 100}; Path=/`],
      iat: now - 5,
      exp: now + 6 * 3600,
    },
  );
