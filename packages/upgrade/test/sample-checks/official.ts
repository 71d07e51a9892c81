import { expect } from 'vitest';
import { signWebhook } from 'testing';
import { checkProcedures, checkSockets } from './retired-elsewhere.js';
import { expectForStrangers } from './strangers.js';
import { webhookSecret, type RunningSample, type Sample } from './sample.js';

async function checkWho(sample: RunningSample): Promise<void> {
  const { ask, signIn } = sample;
  const { userId, token } = await signIn('ada@example.com');
  await expectForStrangers(sample, ['/who'], { status: 200, body: { userId: null } });
  expect(await ask('/who', token)).toMatchObject({ status: 200, body: { userId } });
}

async function checkWebhooks({ ask }: RunningSample): Promise<void> {
  const event = JSON.stringify({ type: 'user.created', object: 'event', data: { id: 'user_1', object: 'user' } });
  const send = (secret: string) =>
    ask('/hooks', undefined, { method: 'POST', body: event, headers: signWebhook(secret, event) });
  expect((await send('whsec_b3RoZXI=')).status).toBe(400);
  expect(await send(webhookSecret)).toEqual({ status: 200, body: { type: 'user.created', id: 'user_1' } });
}

async function checkMe(sample: RunningSample): Promise<void> {
  const { ask, signIn } = sample;
  const { userId, token } = await signIn('ada@example.com');
  await expectForStrangers(sample, ['/me'], { status: 401 });
  expect(await ask('/me', token)).toMatchObject({ status: 200, body: { id: userId } });
}

async function checkExpress(sample: RunningSample): Promise<void> {
  const { ask, stage } = sample;
  await checkWho(sample);
  await checkWebhooks(sample);
  const { userId, token } = await sample.signIn('ada@example.com');
  await expectForStrangers(sample, ['/users/me'], { status: 401, body: { error: 'Sign in first' } });
  expect(await ask('/users/me', token)).toEqual({ status: 200, body: { id: userId, fullName: 'Ada Lovelace' } });
  expect(await ask('/users/user_none', token)).toEqual({ status: 404, body: { code: 'resource_not_found' } });
  // The one difference that the report names: only page navigations are redirected.
  await expectForStrangers(sample, ['/pages/dashboard'], { status: stage === 'official' ? 302 : 401 });
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
  { name: 'clerk-express', main: 'src/server.ts', target: 'express', check: checkExpress },
  { name: 'clerk-fastify', main: 'src/server.ts', target: 'fastify', check: checkFastify },
  { name: 'clerk-hono', main: 'src/server.ts', target: 'hono', check: checkHono },
  { name: 'hono-clerk-auth', main: 'src/server.ts', target: 'hono', isOneWay: true, check: checkHonoClerkAuth },
  { name: 'clerk-backend', main: 'src/server.ts', target: 'express', check: checkBackend },
];
