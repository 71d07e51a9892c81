// Cases for Jest, whose environments are realms of their own and, with jsdom, lack much of what servers have: no fetch, no Request.
import { createClerkClient, verifyToken } from '@acme/backend';
import { decodeJwt, hasValidSignature, verifyJwt } from '@acme/backend/jwt';
import { verifyNodeWebhook } from '@acme/backend/node-http';
import { verifyWebhookDelivery, type VerifyWebhookOptions } from '@acme/backend/webhooks';
import { fillVectors } from '../../packages/backend/test/fill-vectors.js';
import { meantToPass } from '../../packages/backend/test/webhook/intended-differences.js';
import type { LiveService, Recordings } from './suite.js';

declare const test: (name: string, run: () => Promise<void> | void) => void;
declare const expect: (value: unknown) => {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toMatchObject(expected: object): void;
};
/** Written in front of these cases by the test that runs Jest. */
declare const jestTask: { readonly recordings: Recordings; readonly service: LiveService; readonly jwtKey: string };

interface Recorded {
  readonly name: string;
  readonly doNotCopy?: string;
  readonly now: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly upstream?: readonly unknown[];
}

interface TokenVector extends Recorded {
  readonly fn: string;
  readonly token: string;
  readonly options: Parameters<typeof verifyToken>[1];
  readonly expected: { readonly ok: boolean; readonly error?: { readonly reason?: string } };
}

interface WebhookVector extends Recorded {
  readonly options: VerifyWebhookOptions;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly expected: { readonly ok: boolean };
}

const { recordings, service, jwtKey } = jestTask;
const read = <T extends Recorded>(vectors: unknown) =>
  fillVectors<T>(vectors, recordings.keys).filter(
    ({ doNotCopy, env, upstream }) => !doNotCopy && !Object.keys(env ?? {}).length && !upstream?.length,
  );

async function at<T>(seconds: number, run: () => Promise<T>): Promise<T> {
  const { now } = Date;
  Date.now = () => seconds * 1000;
  try {
    return await run();
  } finally {
    Date.now = now;
  }
}

const outcome = (run: () => Promise<unknown>) =>
  run().then(
    () => ({ ok: true, reason: undefined }),
    (error: { reason?: string }) => ({ ok: false, reason: error.reason }),
  );

for (const { name, token, options, now, expected } of read<TokenVector>(recordings.tokens).filter(
  ({ fn, options }) => fn === 'verifyToken' && Boolean(options.jwtKey),
)) {
  test(`verifyToken ${name}`, async () => {
    const result = await at(now, () => outcome(() => verifyToken(token, options)));
    expect(result).toEqual({ ok: expected.ok, reason: expected.ok ? undefined : expected.error?.reason });
  });
}

for (const { name, options, headers, body, now, expected } of read<WebhookVector>(recordings.webhooks)) {
  test(`verifyWebhook ${name}`, async () => {
    const header = (header: string) => headers[header];
    const isGood = expected.ok || meantToPass.has(name);
    expect((await at(now, () => outcome(() => verifyWebhookDelivery({ header, body }, options)))).ok).toBe(isGood);
    const bytes = Buffer.from(body);
    expect((await at(now, () => outcome(() => verifyNodeWebhook(headers, bytes, options)))).ok).toBe(isGood);
  });
}

test('tokens seen before, and the functions for any JWT', async () => {
  const { token } = service;
  for (let time = 0; time < 3; time += 1) {
    expect(await verifyToken(token, { jwtKey })).toMatchObject({ sub: 'user_1' });
  }
  expect(await verifyJwt(token, { key: jwtKey })).toMatchObject({ sub: 'user_1' });
  expect(await hasValidSignature(decodeJwt(token), jwtKey)).toBe(true);
  expect(await outcome(() => verifyToken(`${token.slice(0, -6)}AAAAAA`, { jwtKey }))).toEqual({
    ok: false,
    reason: 'token-invalid-signature',
  });
});

test('a key that is none is what is wrong', async () => {
  const code = await verifyToken(service.token, { jwtKey: 'MIIBjunk' }).catch((error: { code?: string }) => error.code);
  expect(code).toBe('jwt_key_invalid');
});

test('requests, as far as tests make them by hand', async () => {
  const { publishableKey, token } = service;
  const clerk = createClerkClient({ secretKey: 'sk_test_jest', publishableKey, jwtKey });
  const made = {
    url: 'https://app.example/',
    method: 'GET',
    headers: new Headers({ authorization: `Bearer ${token}` }),
  };
  // A `Request` is what jsdom has not.
  const state = await clerk.authenticateRequest(made as unknown as Request);
  expect(state.status).toBe('signed-in');
});
