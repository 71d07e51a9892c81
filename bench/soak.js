// Half an hour of mixed load on an Express server: tokens that expire, keys that rotate, a service that fails now and then,
// and hostile requests. Every answer is checked; memory must reach a plateau. `--minutes=N` for another duration.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { report } from './report.js';

const minutes = Number(process.argv.find((each) => each.startsWith('--minutes='))?.slice(10) ?? 30);
const requestsPerSecond = 250;
/** A key is published, then used, then withdrawn; in ms. Published early enough for every cache to know it by then. */
const rotationMs = 8 * 60_000;
const publishedBeforeMs = 6 * 60_000;
const withdrawnAfterMs = 60_000;
/** Every 3 minutes the service answers nothing but 503 for 20 s. */
const outageEveryMs = 3 * 60_000;
const outageMs = 20_000;
const lifetimeSeconds = 60;
/** So close to a boundary either answer is right. */
const graceSeconds = 10;

const start = Date.now();
const keys = await Promise.all(
  Array.from({ length: Math.ceil((minutes * 60_000) / rotationMs) + 2 }, async (_, index) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: `ins_${index}`, use: 'sig', alg: 'RS256' };
    return { index, privateKey, jwk, usedFrom: start + index * rotationMs };
  }),
);
const stranger = await generateKeyPair('RS256');
const currentKey = () => keys.findLast(({ usedFrom }) => usedFrom <= Date.now()) ?? keys[0];
const isOutage = () => (Date.now() - start) % outageEveryMs > outageEveryMs - outageMs;

const service = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  if (isOutage()) return response.writeHead(503).end('{}');
  if (request.url?.endsWith('/jwks')) {
    const now = Date.now();
    const served = keys.filter(
      ({ usedFrom }) => usedFrom - publishedBeforeMs <= now && usedFrom + rotationMs + withdrawnAfterMs > now,
    );
    return response.end(JSON.stringify({ keys: served.map(({ jwk }) => jwk) }));
  }
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const { secret = '' } = body ? JSON.parse(body) : {};
    const subject = /^ak_good_(.*)$/.exec(secret)?.[1];
    if (!subject) return response.writeHead(404).end('{"errors":[{"code":"api_key_not_found","message":"no"}]}');
    response.end(
      JSON.stringify({ object: 'api_key', id: 'ak_1', subject, scopes: [], revoked: false, expired: false }),
    );
  });
});
service.listen(0, '127.0.0.1');
await once(service, 'listening');
const serviceAddress = service.address();

const server = fork(fileURLToPath(new URL('soak-server.js', import.meta.url)), {
  execArgv: ['--expose-gc'],
  env: {
    ...process.env,
    NODE_ENV: 'production',
    CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`,
    CLERK_SECRET_KEY: 'sk_live_soak',
    CLERK_API_URL: `http://127.0.0.1:${typeof serviceAddress === 'object' ? serviceAddress?.port : 0}`,
  },
});
const [port] = await once(server, 'message');
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/**
 * @param {string} path
 * @param {Record<string, string>} headers
 * @returns {Promise<{ status: number, text: string }>}
 */
const ask = (path, headers) =>
  new Promise((resolve, reject) => {
    send({ port, host: '127.0.0.1', path, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });

let people = 0;
/** @param {{ key?: CryptoKey, kid?: string, expiresIn?: number }} [differences] */
async function sign({ key, kid, expiresIn = lifetimeSeconds } = {}) {
  const current = currentKey();
  const sub = `user_${(people += 1)}`;
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ sub, sid: `sess_${people}`, v: 2, sts: 'active' })
    .setProtectedHeader({ alg: 'RS256', kid: kid ?? current?.jwk.kid ?? '', typ: 'JWT' })
    .setIssuer('https://clerk.example.com')
    .setIssuedAt(now - 5)
    .setExpirationTime(now + expiresIn)
    .sign(key ?? /** @type {CryptoKey} */ (current?.privateKey));
  return { sub, token, expires: now + expiresIn };
}

/** @type {Awaited<ReturnType<typeof sign>>[]} */
const live = [];
const bearer = (/** @type {string} */ token) => ({ authorization: `Bearer ${token}` });
const asCookie = (/** @type {string} */ token) => ({
  cookie: `__client_uat=${Math.floor(start / 1000) - 3600}; __session=${token}`,
});

/**
 * One kind of request, and what may be answered to it.
 * @typedef {{ path: string, headers: Record<string, string>, right: readonly string[] }} Case
 */
const in200 = (/** @type {string} */ userId) => `200 {"userId":"${userId}"}`;
/** @type {readonly (() => Case | Promise<Case>)[]} */
const cases = [
  async () => {
    const made = await sign();
    live.push(made);
    return { path: '/me', headers: bearer(made.token), right: [in200(made.sub)] };
  },
  ...Array.from({ length: 5 }, () => () => {
    const soon = Date.now() / 1000 + graceSeconds;
    while ((live[0]?.expires ?? Number.POSITIVE_INFINITY) < soon) live.shift();
    const { token, sub } = live[Math.floor(Math.random() * live.length)] ?? { token: '', sub: '' };
    return {
      path: '/me',
      headers: Math.random() < 0.5 ? bearer(token) : asCookie(token),
      right: token ? [in200(sub)] : ['401'],
    };
  }),
  async () => ({ path: '/me', headers: bearer((await sign({ expiresIn: -graceSeconds })).token), right: ['401'] }),
  async () => ({ path: '/me', headers: bearer((await sign({ key: stranger.privateKey })).token), right: ['401'] }),
  async () => ({
    path: '/me',
    headers: bearer((await sign({ key: stranger.privateKey, kid: `ins_${Math.random()}` })).token),
    right: ['401', '503'],
  }),
  () => ({ path: '/me', headers: {}, right: ['401'] }),
  () => ({ path: '/me', headers: bearer('x'.repeat(4000)), right: ['401'] }),
  () => ({ path: '/job', headers: bearer('ak_good_user_7'), right: [in200('user_7'), '503'] }),
  () => ({ path: '/job', headers: bearer(`ak_bad_${Math.random()}`), right: ['401', '503'] }),
];

const counts = { requests: 0, wrong: 0, unavailable: 0 };
/** @type {string[]} */
const wrongs = [];
async function one() {
  const make = cases[Math.floor(Math.random() * cases.length)];
  const { path, headers, right } = (await make?.()) ?? { path: '/', headers: {}, right: [] };
  const { status, text } = await ask(path, headers);
  counts.requests += 1;
  if (status === 503) counts.unavailable += 1;
  if (right.some((each) => `${status} ${text}`.startsWith(each))) return;
  counts.wrong += 1;
  if (wrongs.length < 20) wrongs.push(`${path} answered ${status} ${text.slice(0, 80)}, not ${right.join(' or ')}`);
}

const memory = async () => {
  server.send('memory');
  const [{ heapUsed, rss }] = await once(server, 'message');
  return { heapUsed, rss };
};
/** @type {{ name: string, requests: number, wrong: number, 'answers 503': number, 'heap MB': number, 'RSS MB': number }[]} */
const rows = [];
const end = start + minutes * 60_000;
let nextRow = start + 60_000;
while (Date.now() < end) {
  const tick = Date.now();
  await Promise.all(Array.from({ length: requestsPerSecond / 10 }, one));
  if (Date.now() >= nextRow) {
    nextRow += 60_000;
    const { heapUsed, rss } = await memory();
    rows.push({
      name: `minute ${Math.round((Date.now() - start) / 60_000)}`,
      requests: counts.requests,
      wrong: counts.wrong,
      'answers 503': counts.unavailable,
      'heap MB': heapUsed / 1e6,
      'RSS MB': rss / 1e6,
    });
  }
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, 100 - (Date.now() - tick))));
}
report('soak', rows);
if (wrongs.length > 0) console.error(wrongs.join('\n'));
server.kill();
service.close();
agent.destroy();
process.exitCode = counts.wrong > 0 ? 1 : 0;
