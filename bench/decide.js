// Verifying tokens and deciding requests, beside the official package, jose and the bare signature check.
import { createPublicKey, verify } from 'node:crypto';
import { createClerkClient, verifyToken } from '@acme/backend';
import { createAuthenticator } from '@acme/backend/adapter';
import { createClerkClient as createOfficialClient, verifyToken as verifyTokenOfficially } from '@clerk/backend';
import { jwtVerify } from 'jose';
import { interleave } from './interleave.js';
import { report } from './report.js';
import { jwtKey, now, publicKey, publishableKey, signTokens } from './session-tokens.js';

const distinctTokens = process.argv.includes('--quick') ? 3000 : 20_000;
const batches = process.argv.includes('--quick') ? 10 : 30;

const secretKey = 'sk_live_bench';
const keyObject = createPublicKey(jwtKey);
const tokens = await signTokens(distinctTokens);
const parts = tokens.map((token) => {
  const end = token.lastIndexOf('.');
  return { data: Buffer.from(token.slice(0, end)), signature: Buffer.from(token.slice(end + 1), 'base64url') };
});
const distinct = (/** @type {number} */ index) => tokens[index % tokens.length] ?? '';
const repeated = (/** @type {number} */ index) => tokens[index % 100] ?? '';
const live = (/** @type {number} */ index) => tokens[index % Math.min(tokens.length, 10_000)] ?? '';

const raw = {
  name: 'crypto.verify alone',
  run: (/** @type {number} */ index) => {
    const part = parts[index % parts.length];
    return part && verify('RSA-SHA256', part.data, keyObject, part.signature);
  },
  isRight: (/** @type {unknown} */ result) => result === true,
};
const hasSubject = (/** @type {unknown} */ claims) => typeof Object(claims).sub === 'string';

await measure('verifyToken, distinct tokens', [
  raw,
  { name: 'ours', run: (index) => verifyToken(distinct(index), { jwtKey, tokenCache: false }), isRight: hasSubject },
  { name: 'ours, remembering', run: (index) => verifyToken(distinct(index), { jwtKey }), isRight: hasSubject },
  { name: 'jose', run: async (index) => (await jwtVerify(distinct(index), publicKey)).payload, isRight: hasSubject },
  { name: 'official', run: (index) => verifyTokenOfficially(distinct(index), { jwtKey }), isRight: hasSubject },
]);

// Twice: what is remembered at the first sight is read at the second.
for (const token of [...tokens.slice(0, 10_000), ...tokens.slice(0, 10_000)]) await verifyToken(token, { jwtKey });
await measure('verifyToken, tokens seen before', [
  raw,
  { name: 'ours, 100 tokens', run: (index) => verifyToken(repeated(index), { jwtKey }), isRight: hasSubject },
  { name: 'ours, 10 000 tokens', run: (index) => verifyToken(live(index), { jwtKey }), isRight: hasSubject },
  { name: 'official', run: (index) => verifyTokenOfficially(repeated(index), { jwtKey }), isRight: hasSubject },
]);

const ours = createClerkClient({ publishableKey, secretKey, jwtKey, tokenCache: false });
const remembering = createClerkClient({ publishableKey, secretKey, jwtKey });
const official = createOfficialClient({ publishableKey, secretKey, jwtKey });
const decide = createAuthenticator(
  { publishableKey, secretKey, jwtKey, tokenCache: false },
  { where: 'bench', env: () => ({}) },
);
const rememberingDecide = createAuthenticator(
  { publishableKey, secretKey, jwtKey },
  { where: 'bench', env: () => ({}) },
);

const others = Array.from({ length: 5 }, (_, index) => `cookie_${index}=${'x'.repeat(200)}`).join('; ');
const cookieOf = (/** @type {string} */ token) => `${others}; __client_uat=${now - 60}; __session=${token}`;

/** @type {Record<string, (token: string) => Record<string, string>>} */
const kinds = {
  'signed in by cookie': (token) => ({
    cookie: cookieOf(token),
    'sec-fetch-dest': 'document',
    accept: 'text/html',
    host: 'app.example.com',
  }),
  'signed in by bearer token': (token) => ({ authorization: `Bearer ${token}`, host: 'app.example.com' }),
  'signed out': () => ({ cookie: others, accept: 'application/json', host: 'app.example.com' }),
};

for (const [kind, headersOf] of Object.entries(kinds)) {
  const isRight = (/** @type {unknown} */ userId) =>
    kind === 'signed out' ? userId === null : typeof userId === 'string';
  const userIdOf = (/** @type {{ toAuth(): unknown }} */ state) => Object(state.toAuth()).userId ?? null;
  const request = (/** @type {string} */ token) =>
    new Request('https://app.example.com/page', { headers: headersOf(token) });
  // What an HTTP server has at hand before anybody asks who is there.
  const heads = tokens.slice(0, 3000).map((token) => {
    const headers = headersOf(token);
    return {
      method: 'GET',
      url: 'https://localhost/page',
      header: (/** @type {string} */ name) => headers[name],
      headers: () => Object.entries(headers),
    };
  });
  const decideUser = async (/** @type {typeof decide} */ decision, /** @type {number} */ place) => {
    const result = await decision(/** @type {never} */ (heads[place]), undefined);
    return result.kind === 'continue' ? userIdOf(result.state) : undefined;
  };
  await measure(`a request, ${kind}`, [
    raw,
    { name: 'ours, plain facts', run: (index) => decideUser(decide, index % heads.length), isRight },
    {
      name: 'ours, plain facts, same 100 tokens',
      run: (index) => decideUser(rememberingDecide, index % 100),
      isRight,
    },
    {
      name: 'ours, from a Request',
      run: async (index) => userIdOf(await ours.authenticateRequest(request(distinct(index)))),
      isRight,
    },
    {
      name: 'ours, from a Request, same 100 tokens',
      run: async (index) => userIdOf(await remembering.authenticateRequest(request(repeated(index)))),
      isRight,
    },
    {
      name: 'official',
      run: async (index) =>
        userIdOf(/** @type {never} */ (await official.authenticateRequest(request(distinct(index))))),
      isRight,
    },
  ]);
}

// What a stranger can make a server do. HTTP servers end headers at 16 kB, so nothing longer arrives.
const [header = '', payload = '', signature = ''] = (tokens[0] ?? '').split('.');
const encode = (/** @type {string} */ text) => Buffer.from(text).toString('base64url');
const forged = `${header}.${payload}.${signature.slice(0, 100)}${signature[100] === 'A' ? 'B' : 'A'}${signature.slice(101)}`;
/** @type {Readonly<Record<string, Record<string, string>>>} */
const attacks = {
  'a forged signature (an ordinary refusal)': { authorization: `Bearer ${forged}` },
  'alg none': { authorization: `Bearer ${encode('{"alg":"none"}')}.${payload}.` },
  'another kid each time': { authorization: `Bearer ${encode('{"alg":"RS256","kid":"x"}')}.${payload}.${signature}` },
  '15 kB of one letter': { authorization: `Bearer ${'a'.repeat(15_000)}` },
  '15 kB of dots': { authorization: `Bearer ${'.'.repeat(15_000)}` },
  'JSON nested 5000 deep': { authorization: `Bearer ${header}.${encode('['.repeat(10_000))}.${signature}` },
  '15 kB of claims': {
    authorization: `Bearer ${header}.${encode(JSON.stringify({ x: 'y'.repeat(10_000) }))}.${signature}`,
  },
  '3000 cookies': { cookie: 'a=b; '.repeat(3000) },
  '700 session cookies': { cookie: `${'__session=a.b.c; '.repeat(700)}__client_uat=1` },
};
const hostileHead = (/** @type {Record<string, string>} */ headers) => ({
  method: 'GET',
  url: 'https://localhost/page',
  header: (/** @type {string} */ name) => headers[name],
  headers: () => Object.entries(headers),
});
await measure(
  'refusing hostile requests (ratio to an ordinary refusal)',
  Object.entries(attacks).map(([name, headers]) => {
    const head = /** @type {never} */ (hostileHead(headers));
    return {
      name,
      run: () => rememberingDecide(head, undefined),
      isRight: (result) => Object(result).kind === 'continue' && !Object(result).state.isAuthenticated,
    };
  }),
);

/**
 * @param {string} title
 * @param {readonly import('./interleave.js').Contestant[]} contestants
 */
async function measure(title, contestants) {
  const results = await interleave(contestants, { batches });
  report(
    title,
    results.map(({ name, cpuMicroseconds, ratio }) => ({ name, 'CPU µs': cpuMicroseconds, ratio })),
  );
}
