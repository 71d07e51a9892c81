import { expect } from 'vitest';
import { signWebhook } from 'testing';
import { checkProcedures, checkSockets } from './retired-elsewhere.js';
import { webhookSecret, type RunningSample, type Sample } from './sample.js';

async function checkWho({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/who')).toMatchObject({ status: 200, body: { userId: null } });
  expect(await ask('/who', `${token}x`)).toMatchObject({ status: 200, body: { userId: null } });
  expect(await ask('/who', token)).toMatchObject({ status: 200, body: { userId } });
}

async function checkWebhooks({ ask }: RunningSample): Promise<void> {
  const event = JSON.stringify({ type: 'user.created', object: 'event', data: { id: 'user_1', object: 'user' } });
  const send = (secret: string) =>
    ask('/hooks', undefined, { method: 'POST', body: event, headers: signWebhook(secret, event) });
  expect((await send('whsec_b3RoZXI=')).status).toBe(400);
  expect(await send(webhookSecret)).toEqual({ status: 200, body: { type: 'user.created', id: 'user_1' } });
}

async function checkMe({ ask, emulator }: RunningSample): Promise<void> {
  const { userId, token } = await emulator.signIn('ada@example.com');
  expect((await ask('/me')).status).toBe(401);
  expect(await ask('/me', token)).toMatchObject({ status: 200, body: { id: userId } });
}

async function checkExpress(sample: RunningSample): Promise<void> {
  const { ask, emulator, isBefore } = sample;
  await checkWho(sample);
  await checkWebhooks(sample);
  const { userId, token } = await emulator.signIn('ada@example.com');
  expect(await ask('/users/me')).toEqual({ status: 401, body: { error: 'Sign in first' } });
  expect(await ask('/users/me', token)).toEqual({ status: 200, body: { id: userId, fullName: 'Ada Lovelace' } });
  expect(await ask('/users/user_none', token)).toEqual({ status: 404, body: { code: 'resource_not_found' } });
  // The one difference that the report names: only page navigations are redirected.
  expect((await ask('/pages/dashboard')).status).toBe(isBefore ? 302 : 401);
  const page = { headers: { accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' } };
  expect([302, 307]).toContain((await ask('/pages/dashboard', undefined, page)).status);
  expect(await ask('/pages/dashboard', token)).toEqual({ status: 200, body: { page: 'dashboard', userId } });
}

async function checkFastify(sample: RunningSample): Promise<void> {
  for (const check of [checkWho, checkWebhooks, checkMe, checkProcedures]) await check(sample);
}

async function checkHono(sample: RunningSample): Promise<void> {
  for (const check of [checkWho, checkWebhooks, checkMe]) await check(sample);
}

async function checkHonoClerkAuth(sample: RunningSample): Promise<void> {
  for (const check of [checkWho, checkMe]) await check(sample);
}

async function checkBackend(sample: RunningSample): Promise<void> {
  for (const check of [checkWho, checkWebhooks, checkMe, checkSockets]) await check(sample);
}

/** Servers on the current official packages. */
export const official: readonly Sample[] = [
  { name: 'clerk-express', main: 'src/server.ts', target: 'express', isOfficial: true, check: checkExpress },
  { name: 'clerk-fastify', main: 'src/server.ts', target: 'fastify', isOfficial: true, check: checkFastify },
  { name: 'clerk-hono', main: 'src/server.ts', target: 'hono', isOfficial: true, check: checkHono },
  {
    name: 'hono-clerk-auth',
    main: 'src/server.ts',
    target: 'hono',
    isOfficial: true,
    isOneWay: true,
    check: checkHonoClerkAuth,
  },
  { name: 'clerk-backend', main: 'src/server.ts', target: 'express', isOfficial: true, check: checkBackend },
];
