import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient, verifyToken } from '../../src/index.js';
import type { PublicJwk } from '../../src/token/trusted-key.js';
import { JwksEndpoint } from './jwks-endpoint.js';

const minute = 60_000;

async function makeSigner(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk: PublicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  const sign = (now = Date.now()) =>
    new SignJWT({ sid: 'sess_1' })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .setSubject('user_1')
      .setIssuer('https://clerk.example.com')
      .setIssuedAt(now / 1000 - 5)
      .setExpirationTime(now / 1000 + 7200)
      .sign(privateKey);
  return { jwk, sign };
}

const old = await makeSigner('old');
const next = await makeSigner('next');
let endpoint: JwksEndpoint;
let options: { readonly apiUrl: string; readonly secretKey: string; readonly fetch: typeof fetch };
let instances = 0;
beforeEach(async () => {
  endpoint = new JwksEndpoint();
  endpoint.serve(old.jwk);
  // Each test has an instance of its own: keys are kept in the process.
  options = {
    apiUrl: await endpoint.open(),
    secretKey: `sk_test_rotation_${(instances += 1)}`,
    fetch: endpoint.fetch,
  };
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint.close();
});

const reasonOf = (token: string) =>
  verifyToken(token, options).then(
    () => 'ok',
    (error: unknown) =>
      error instanceof Error && 'reason' in error ? error.reason : (error as { code?: string }).code,
  );

describe('a rotation, over a real connection', () => {
  it('accepts fifty tokens of the new key that come at once', async () => {
    const client = createClerkClient({ ...options, publishableKey: `pk_test_${btoa('clerk.example.com$')}` });
    const ask = (token: string) =>
      client.authenticateRequest(
        new Request('https://app.example.com/', { headers: { authorization: `Bearer ${token}` } }),
      );
    expect((await ask(await old.sign())).status).toBe('signed-in');
    const token = await next.sign();
    // The answer to a stranger is on its way when the new key is published.
    const stranger = ask(await (await makeSigner('stranger')).sign());
    endpoint.serve(old.jwk, next.jwk);
    const states = await Promise.all(Array.from({ length: 50 }, () => ask(token)));
    expect(new Set(states.map(({ status }) => status))).toEqual(new Set(['signed-in']));
    expect((await stranger).reason).toBe('jwk-kid-mismatch');
    expect(endpoint.requests).toBeLessThanOrEqual(3);
  });

  it('is seen at once where keys are not cached', async () => {
    const verify = async () => (await verifyToken(await old.sign(), { ...options, skipJwksCache: true })).sub;
    expect([await verify(), await verify()]).toEqual(['user_1', 'user_1']);
    expect(endpoint.requests).toBe(2);
    endpoint.serve(next.jwk);
    await expect(verify()).rejects.toMatchObject({ reason: 'jwk-kid-mismatch' });
  });

  it('accepts no remembered token of a key that is gone', async () => {
    const token = await old.sign();
    expect(await reasonOf(token)).toBe('ok');
    expect(await reasonOf(token)).toBe('ok');
    endpoint.serve(next.jwk);
    expect(await reasonOf(await next.sign())).toBe('ok');
    expect(await reasonOf(token)).toBe('jwk-kid-mismatch');
  });

  it('accepts no token of a key that was withdrawn while the process was idle', async () => {
    const token = await old.sign();
    expect(await reasonOf(token)).toBe('ok');
    endpoint.serve(next.jwk);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 59 * minute });
    expect(await reasonOf(token)).toBe('jwk-kid-mismatch');
  });
});

describe('a keys endpoint that gives no usable key', () => {
  it.each([
    ['a key without members', '{"keys":[{"kid":"old"}]}'],
    ['another object', '{"ok":true}'],
    ['HTML', '<html>ok</html>'],
    ['nothing', ''],
    ['more than a megabyte', JSON.stringify({ keys: [old.jwk], padding: 'x'.repeat(1_000_000) })],
    ['a megabyte of brackets', '['.repeat(900_000)],
  ])('is an outage: %s', async (_, body) => {
    endpoint.fail(200, body);
    expect(await reasonOf(await old.sign())).toMatch(/^(jwk-remote-failed-to-load|service_unavailable)$/);
  });

  it('verifies with the good one of two keys with the same id', async () => {
    for (const jwks of [
      [{ kid: 'old' }, old.jwk],
      [old.jwk, { kid: 'old' }],
      [old.jwk, { ...old.jwk, use: 'enc' }],
    ]) {
      endpoint.serve(...jwks);
      expect(await verifyToken(await old.sign(), { ...options, skipJwksCache: true })).toMatchObject({ sub: 'user_1' });
    }
  });

  it('does not call a token bad whose key came broken', async () => {
    endpoint.serve({ kid: 'old', kty: 'RSA' }, next.jwk);
    expect(await reasonOf(await old.sign())).toBe('jwk-remote-failed-to-load');
  });
});

it('throws ServiceUnavailableError within moments when the endpoint hangs', async () => {
  endpoint.answer = () => undefined;
  const token = await old.sign();
  // The limit of one attempt is 5 s. However slow the machine is, timers end in the order of their times.
  const late = new Promise((resolve) => setTimeout(resolve, 4500, 'no answer before the attempt ended'));
  expect(await Promise.race([reasonOf(token), late])).toBe('service_unavailable');
});

it('lets a process end whose keys are still being fetched', async () => {
  endpoint.fail(500);
  const script = `
    import { verifyToken } from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)};
    const error = await verifyToken(${JSON.stringify(await old.sign())}, ${JSON.stringify(options)}).catch((e) => e);
    console.log(error.reason ?? error.code);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'exit')) as [number];
  expect({ code, output }).toEqual({ code: 0, output: 'jwk-remote-failed-to-load\n' });
  // Five attempts take longer than the process that gave up.
  expect(endpoint.requests).toBeLessThan(5);
});
