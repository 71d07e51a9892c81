import { request } from 'node:http';
import { createClerkClient } from '@acme/backend';
import { createEmulator, type Emulator } from '@acme/emulator';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { freePort, startRedis } from 'testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPageRunner, type PageRunner } from './page-runner.js';

// Guides about what processes share run as they are printed: two processes, and a real Redis between them.

let emulator: Emulator;
let runner: PageRunner;
beforeEach(async () => {
  const redis = await startRedis();
  emulator = await createEmulator({
    seed: { users: [{ id: 'user_123', email_address: 'ada@example.com' }] },
    // Longer than any wait below: a token that expires would be refused as one that is revoked is.
    sessionTokenLifetimeSeconds: 3600,
  });
  const secrets = { CLERK_WEBHOOK_SIGNING_SECRET: emulator.webhooks.secret, REDIS_URL: redis.url };
  // Without a key of its own, a process has to fetch it.
  const { CLERK_JWT_KEY: _key, ...env } = emulator.env;
  runner = createPageRunner({ ...env, ...secrets });
});
afterEach(async () => {
  await runner.stop();
  runner.remove();
  await emulator.close();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
/** Long enough for a machine that is ten times slower. */
const patient = { timeout: 300_000 };
const expressWho = `app.get('/who', (req, res) => res.json(getAuth(req).userId));`;
const imports = `import { getAuth } from '@acme/express';\nimport express from 'express';`;

interface Part {
  readonly page: string;
  readonly blocks: readonly string[];
  readonly before?: string;
  readonly routes?: string;
}

/** Serves parts of a guide with Express. @returns the address */
async function serve({ page, blocks, before = '', routes = '' }: Part): Promise<string> {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const file = `server-${String(port)}.mjs`;
  const after = `${routes}\napp.listen(${String(port)});`;
  runner.compose(`docs/${page}.md`, file, { blocks, before: `${imports}\n${before}`, after });
  await runner.serve(file, url);
  return url;
}

const who = async (url: string, token: string) =>
  (await fetch(`${url}/who`, { headers: bearer(token) })).json() as Promise<string | null>;

/** A person who is signed in at an application, and whose token both processes have accepted. */
async function signedInAt(urls: readonly [string, string]) {
  const person = await emulator.signIn('ada@example.com', { origin: urls[0] });
  for (const url of urls) expect(await who(url, person.token)).toBe(person.userId);
  return person;
}

const backend = () => createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });

describe('revocations', () => {
  it('of one process are known in the other', async () => {
    const part = {
      page: 'guides/revocation',
      blocks: ['createRedisRevocationStore((command)', 'verifyWebhook(req, { revocations })'],
      routes: expressWho,
    };
    const [one, other] = [await serve(part), await serve(part)];
    const { token, sessionId } = await signedInAt([one, other]);
    emulator.webhooks.add({ url: `${one}/webhooks` });
    await backend().sessions.revokeSession(sessionId);
    await emulator.webhooks.settled();
    expect(await who(one, token)).toBeNull();
    await expect.poll(() => who(other, token), patient).toBeNull();
  });

  it('of a program are known in the server', async () => {
    const page = 'guides/revocation';
    const url = await serve({ page, blocks: ['createRedisRevocationStore((command)'], routes: expressWho });
    const person = await emulator.signIn('ada@example.com', { origin: url });
    expect(await who(url, person.token)).toBe('user_123');
    const blocks = ['createRedisRevocationStore((command)', 'await revokeTokens('];
    runner.compose(`docs/${page}.md`, 'revoke.mjs', { blocks, after: 'await redis.quit();' });
    await runner.run('revoke.mjs');
    await expect.poll(() => who(url, person.token), patient).toBeNull();
  });
});

describe('keys', () => {
  it('that one process has fetched are enough for the next', async () => {
    const part = { page: 'guides/key-store', blocks: ['disableOfflineQueue: true'], routes: expressWho };
    const one = await serve(part);
    const { userId, token } = await emulator.signIn('ada@example.com', { origin: one });
    expect(await who(one, token)).toBe(userId);
    emulator.faults.add({ path: '*jwks*', status: 503 });
    const other = await serve(part);
    await expect.poll(() => who(other, token), patient).toBe(userId);
  });
});

describe('answers about machine tokens', () => {
  it('of one process are known in the other', async () => {
    const before = `import { protect } from '@acme/express';\nconst app = express();`;
    const routes = `app.get('/who', protect({ token: 'api_key' }), (req, res) => res.json(getAuth(req, { acceptsToken: 'api_key' }).subject));`;
    const part = { page: 'guides/scale-out', blocks: ['const machineTokenCache'], before, routes };
    const [one, other] = [await serve(part), await serve(part)];
    const { secret } = await emulator.mintApiKey({ subject: 'user_123' });
    expect(await who(one, secret)).toBe('user_123');
    emulator.faults.add({ path: '*/api_keys/verify', status: 503 });
    const statusAndBody = async () => {
      const answer = await fetch(`${other}/who`, { headers: bearer(secret) });
      return [answer.status, await answer.text()];
    };
    await expect.poll(statusAndBody, patient).toEqual([200, '"user_123"']);
    const { secret: unknown } = await emulator.mintApiKey({ subject: 'user_123' });
    expect((await fetch(`${other}/who`, { headers: bearer(unknown) })).status).toBe(503);
  });
});

describe('answers that are kept', () => {
  it('about people are forgotten in every process', async () => {
    const blocks = ['const shared = {', 'verifyWebhook(req, { cache })'];
    const routes = `const clerk = clerkClientOf({ cache });
app.get('/name', async (req, res) => res.json((await clerk.users.getUser(String(req.query.id))).firstName));`;
    const before = `import { createClerkClient } from '@acme/backend';
const clerkClientOf = (options) => createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY, apiUrl: process.env.CLERK_API_URL, ...options });`;
    // The blocks are for two readers, with and without a store; here the second has what the first made.
    const part = { page: 'guides/read-cache', blocks, before, routes: `const cache = shared;\n${routes}` };
    const [one, other] = [await serve(part), await serve(part)];
    emulator.webhooks.add({ url: `${one}/webhooks` });
    const [{ id } = { id: '' }] = emulator.users;
    const nameAt = async (url: string) => (await fetch(`${url}/name?id=${id}`)).json() as Promise<string>;
    for (const url of [one, other]) expect(await nameAt(url)).not.toBe('Edsger');
    await backend().users.updateUser(id, { firstName: 'Edsger' });
    await emulator.webhooks.settled();
    for (const url of [one, other]) expect(await nameAt(url)).toBe('Edsger');
  });
});

describe('proofs of DPoP', () => {
  const page = 'docs/guides/dpop.md';
  const host = 'api.example.com';
  const resource = `https://${host}/mcp`;

  /** Serves a program with Hono. @returns its port */
  async function serveHono(blocks: readonly string[], before = '', routes = ''): Promise<number> {
    const port = await freePort();
    const file = `proofs-${String(port)}.mjs`;
    const after = `import { serve } from '@hono/node-server';\n${routes}\nserve({ fetch: app.fetch, port: ${String(port)} });`;
    runner.compose(page, file, { blocks, before, after });
    await runner.serve(file, `http://localhost:${String(port)}`);
    return port;
  }

  /** A token that is bound to a key, and a proof for one request. */
  async function boundToken() {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = await exportJWK(publicKey);
    const jkt = await calculateJwkThumbprint(jwk);
    const [{ id: userId } = { id: '' }] = emulator.users;
    const { token } = await emulator.mintOAuthToken({ userId, resource, jkt, format: 'jwt' });
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
    const ath = Buffer.from(hash).toString('base64url');
    const dpop = await new SignJWT({ jti: crypto.randomUUID(), htm: 'POST', htu: resource, ath })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
      .setIssuedAt()
      .sign(privateKey);
    return { userId, jkt, token, proven: { authorization: `DPoP ${token}`, dpop } };
  }

  /** Calls a server as its proxy does. */
  const call = (port: number, headers: object) =>
    new Promise<{ readonly status: number | undefined; readonly text: string }>((resolve, reject) => {
      const forwarded = { host, 'x-forwarded-proto': 'https', ...headers };
      const sent = request({ host: 'localhost', port, path: '/mcp', method: 'POST', headers: forwarded }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => resolve({ status: answer.statusCode, text })).on('error', reject);
      });
      sent.on('error', reject).end();
    });

  it('are asked for, and described', async () => {
    const port = await serveHono(["origin: 'https://api.example.com' })", 'const described']);
    const { userId, jkt, token, proven } = await boundToken();
    const taken = await call(port, proven);
    expect([taken.status, JSON.parse(taken.text)]).toEqual([200, expect.objectContaining({ userId, jkt })]);
    expect((await call(port, proven)).status).toBe(401);
    expect((await call(port, bearer(token))).status).toBe(401);
    const metadata = await fetch(`http://localhost:${String(port)}/.well-known/oauth-protected-resource/mcp`);
    expect(await metadata.json()).toMatchObject({ resource, dpop_bound_access_tokens_required: true });
  });

  it('count once in all processes', async () => {
    const before = `import { dpopProofs } from '@acme/backend/dpop';
import { clerkMiddleware, protect } from '@acme/hono';
import { Hono } from 'hono';
const app = new Hono();`;
    const routes = `app.post('/mcp', protect({ token: 'oauth_token', dpop: true }), (c) => c.text('taken'));`;
    const serveOne = () => serveHono(['const replayStore'], before, routes);
    const [one, other] = [await serveOne(), await serveOne()];
    const { proven } = await boundToken();
    expect((await call(one, proven)).status).toBe(200);
    expect((await call(other, proven)).status).toBe(401);
    expect((await call(other, (await boundToken()).proven)).status).toBe(200);
  });
});
