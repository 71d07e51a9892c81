import { createHmac, generateKeyPairSync } from 'node:crypto';
import { rawRequest, sendRaw, startService, type Service } from 'adapter-kit';
import { SignJWT } from 'jose';
import { startServer, withEnvironment, type RunningServer } from 'testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { everyOptionServers, type Site } from './every-option-servers.js';
import { createRandom, nextRequest, type Carried } from './raw-requests.js';

// Anything may come over a connection. Every whole request gets an answer, nothing is thrown past the server, no answer
// holds a secret, nobody is let in without a good token, and the server goes on.
// Another run: FUZZ_SEED=1 FUZZ_RUNS=5000 pnpm --filter adapter-tests test raw-socket.

const runs = Number(process.env['FUZZ_RUNS'] ?? 600);
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const inFlight = 16;

let service: Service;
let site: Site;
let carried: Carried;
let secrets: readonly string[];

/** Faults that no request caught. */
const faults: unknown[] = [];
const note = (fault: unknown) => void faults.push(fault);

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function makeTokens(): Promise<Carried> {
  const good = await Promise.all([1, 2, 3].map(() => service.sign()));
  const [first = ''] = good;
  const [head = '', payload = '', signature = ''] = first.split('.');
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const claims = { iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', azp: 'https://app.example.com' };
  const sign = (kid: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(stranger);
  const hmacHead = encode({ alg: 'HS256', typ: 'JWT', kid: 'ins_1' });
  const hmac = createHmac('sha256', service.jwtKey).update(`${hmacHead}.${payload}`).digest('base64url');
  const deep = Buffer.from(`{"a":${'['.repeat(3000)}${']'.repeat(3000)}}`).toString('base64url');
  const bad = [
    await service.sign({ exp: 1_600_000_000, iat: 1_599_999_000, nbf: 1_599_999_000 }),
    await sign('ins_1'),
    await sign('ins_unknown'),
    `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
    `${hmacHead}.${payload}.${hmac}`,
    `${head}.${payload}.${signature.slice(0, -8)}AAAAAAAA`,
    `${head}.${encode({ ...claims, exp: 9e9, sub: 'user_2' })}.${signature}`,
    `${encode({ alg: 'RS256', kid: '__proto__', typ: 'JWT' })}.${payload}.${signature}`,
    `${head}.${deep}.${signature}`,
    `${head}.${payload}`,
    `${head}..${signature}`,
    first.replace(/[A-Z]/, '\xe1'),
    'oat_unknown',
    'x'.repeat(6000),
    '',
    '.',
    '..',
    '\xff\xfe',
    'null',
  ];
  // The service says of every API key and M2M token that it is good.
  return { good: [...good, 'ak_known', 'mt_known'], bad };
}

beforeAll(async () => {
  service = await startService();
  const upstream = await startServer((request, response) => {
    request.resume().on('end', () => {
      if (request.url?.includes('hangs')) response.write('beginning');
      else response.end('upstream');
    });
  });
  // Express prints errors that nobody handles, except in its test environment.
  withEnvironment({ CLERK_FAPI_URL: upstream.url, NODE_ENV: 'test' }, { without: 'CLERK_' });
  site = {
    secretKey: 'sk_test_fuzzsecretfuzzsecretfuzzsecret',
    publishableKey: `pk_test_${btoa('clerk.example.com$')}`,
    jwtKey: service.jwtKey,
    apiUrl: service.url,
    webhookSecret: `whsec_${btoa('fuzz-webhook-secret-fuzz')}`,
  };
  secrets = [site.secretKey, site.webhookSecret, site.webhookSecret.slice(6)];
  carried = await makeTokens();
  // The server under Hono prints each answer that ends early.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
});
afterAll(() => {
  vi.restoreAllMocks();
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
});

const names = everyOptionServers({ secretKey: '', publishableKey: '', jwtKey: '', apiUrl: '', webhookSecret: '' }).map(
  ([name]) => name,
);

/** What is wrong with an answer. */
function faultOf({ bytes, isWhole }: ReturnType<typeof nextRequest>, answer: Awaited<ReturnType<typeof sendRaw>>) {
  if (isWhole && answer.hung) return 'no answer';
  if (secrets.some((secret) => answer.text.includes(secret))) return 'a secret in the answer';
  const text = bytes.toString('latin1');
  const mayBeIn = carried.good.some((token) => text.includes(token));
  if (!mayBeIn && /"userId":"|"passed":true/.test(answer.text)) return 'somebody is signed in without a good token';
  return undefined;
}

async function expectToWork({ port }: RunningServer): Promise<void> {
  const headers = `Authorization: Bearer ${carried.good[0]}\r\n`;
  // Options may come in turns; each set accepts the token.
  for (let turn = 0; turn < 4; turn += 1) {
    const { status, text } = await sendRaw(port, rawRequest('/guarded', { headers }));
    expect([status, text.includes('"passed":true')]).toEqual([200, true]);
  }
}

describe(`whatever comes over a connection (FUZZ_SEED=${seed})`, () => {
  it.each(names)('gets an answer from %s, and does no harm', async (name) => {
    const start = everyOptionServers(site).find(([each]) => each === name)?.[1];
    const server = await start?.();
    if (!server) throw new Error(`There is no server ${name}.`);
    const random = createRandom(seed);
    const wrong: string[] = [];
    try {
      await expectToWork(server);
      let left = runs;
      const client = async () => {
        while (left > 0) {
          left -= 1;
          const request = nextRequest(random, carried);
          const answer = await sendRaw(server.port, request.bytes, { isHalf: !request.isWhole });
          const fault = faultOf(request, answer);
          if (fault) wrong.push(`${fault}: ${JSON.stringify(request.bytes.toString('latin1').slice(0, 1500))}`);
        }
      };
      await Promise.all(Array.from({ length: inFlight }, client));
      await expectToWork(server);
    } finally {
      await server.close();
    }
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });
});
