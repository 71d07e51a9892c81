import { createClerkClient, type ClerkClient } from '@acme/backend';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { Browser, locationOf } from '../browser.js';
import { BrowserClient, withEmailLinks } from './browser-client.js';

const application = 'http://localhost:3000/home';

const it = emulatorTest({ log: (line) => messages.push(line) });

let emulator: Emulator;
let messages: string[];
let browser: BrowserClient;
let clerk: ClerkClient;
let userId: string;

it.beforeEach(async ({ emulator: started }) => {
  messages = [];
  emulator = started;
  await emulator.settings.update(withEmailLinks);
  browser = new BrowserClient(emulator);
  clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  userId = emulator.users[0]?.id ?? '';
});

/** Requests that only look: a program that checks messages, and browsers that load in advance. */
async function look(url: string, cookie?: string): Promise<void> {
  const own = cookie === undefined ? undefined : { cookie };
  const head = await fetch(url, { method: 'HEAD', redirect: 'manual', headers: { ...own } });
  expect(head.status).toBe(200);
  for (const headers of [{ 'sec-purpose': 'prefetch;prerender' }, { purpose: 'prefetch' }]) {
    const early = await fetch(url, { redirect: 'manual', headers: { ...own, ...headers } });
    expect([early.status, early.headers.get('set-cookie')]).toEqual([503, null]);
  }
}

const sessionCount = async () => (await clerk.sessions.getSessionList({ userId, status: 'active' })).totalCount;

describe('a link of a message is not used up by a look at it:', () => {
  const linkOf = () => messages.flatMap((line) => /https?:\S+\/v1\/verify\S+/.exec(line)?.[0] ?? []).at(-1) ?? '';

  it('a sign-in', async () => {
    const form = { strategy: 'email_link', identifier: 'ada@example.com', redirect_url: application };
    await browser.post('/v1/client/sign_ins', form);
    await look(linkOf());
    expect(await sessionCount()).toBe(0);
    expect((await browser.visit(linkOf())).headers.get('location')).toContain('__clerk_status=verified');
    expect(await sessionCount()).toBe(1);
  });

  it('an address of an account', async () => {
    await browser.signIn('ada@example.com', 'ada-demo-password');
    const path = '/v1/me/email_addresses';
    const id = (await browser.post(path, { email_address: 'new@example.com' })).text('response.id');
    await browser.post(`${path}/${id}/prepare_verification`, { strategy: 'email_link', redirect_url: application });
    await look(linkOf());
    expect((await browser.visit(linkOf())).headers.get('location')).toContain('__clerk_status=verified');
  });

  it('a sign-in token, and an agent task', async () => {
    const { url } = await clerk.signInTokens.createSignInToken({ userId, expiresInSeconds: 60 });
    const page = locationOf(await new Browser().visit(url));
    const task = await clerk.agentTasks.create({
      onBehalfOf: { userId },
      agentName: 'tester',
      permissions: '*',
      taskDescription: 'Test',
      redirectUrl: application,
    });
    for (const link of [page, task.url]) await look(link);
    expect(await sessionCount()).toBe(0);
    for (const link of [page, task.url]) expect((await new Browser().visit(link)).status).toBeLessThan(400);
    expect(await sessionCount()).toBe(2);
  });
});

it('the return from a provider is not used up by a look at it', async () => {
  const person = new Browser();
  const started = locationOf(await person.submit(`${emulator.url}/sign-in`, { strategy: 'oauth_google' }));
  const state = new URL(started).searchParams.get('state') ?? '';
  const chosen = await person.submit(`${emulator.url}/provider`, { state, person: 'ada@example.com' });
  await look(locationOf(chosen), person.cookieHeader);
  expect(await sessionCount()).toBe(0);
  const returned = await person.visit(locationOf(chosen));
  await person.visit(locationOf(returned));
  expect(await sessionCount()).toBe(1);
});
