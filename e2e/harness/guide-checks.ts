import { expect, vi } from 'vitest';
import type { Check } from './framework-guides.js';
import { runGuideTest } from './guide-test.js';
import { answerWithinMs, writeFiles } from './quick-start.js';
import type { RunningGuide } from './start-guide.js';

const browser = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__clerk_db_jwt=dvb_x' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function send(app: RunningGuide, method: 'GET' | 'POST' | 'DELETE', path: string, token?: string, body?: string) {
  const headers = token === undefined ? {} : bearer(token);
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(app.url + path, {
    method,
    headers: { ...headers, ...json },
    redirect: 'manual',
    signal: AbortSignal.timeout(answerWithinMs),
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}

const statusOf = async (...request: Parameters<typeof send>) => (await send(...request)).status;

/** The address that a browser that is signed out is sent to. */
export async function signInAddress(app: RunningGuide, path: string, headers: Readonly<Record<string, string>> = {}) {
  const { status, location } = await app.get(path, { ...browser, ...headers });
  expect([status, location]).toEqual([
    expect.toBeOneOf([302, 307]),
    expect.stringContaining(`${app.emulator.url}/sign-in?`),
  ]);
  return new URL(location ?? '').searchParams.get('redirect_url');
}

/** Posts the form that signs out, as a browser does. */
async function signOut(app: RunningGuide, cookie: string) {
  return fetch(`${app.url}/sign-out`, {
    method: 'POST',
    headers: { cookie, origin: app.url, 'content-type': 'application/x-www-form-urlencoded' },
    redirect: 'manual',
  });
}

/** One check for each thing that the guides print; their names are in `framework-guides.ts`. */
export const guideChecks: Readonly<Record<Check, (app: RunningGuide) => Promise<void>>> = {
  async page(app) {
    expect(await signInAddress(app, '/profile')).toBe(`${app.url}/profile`);
    const { status, text } = await send(app, 'GET', '/profile', app.ada.inOrganization);
    expect([status, text.replaceAll('<!-- -->', '')]).toEqual([200, expect.stringContaining('Hello Ada.')]);
  },

  async me(app) {
    expect(await statusOf(app, 'GET', '/api/me')).toBe(401);
    const { status, text } = await send(app, 'GET', '/api/me', app.ada.inOrganization);
    expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ userId: app.ada.userId })]);
  },

  async posts(app) {
    expect(await statusOf(app, 'DELETE', '/api/posts')).toBe(401);
    expect(await statusOf(app, 'DELETE', '/api/posts', app.grace.inOrganization)).toBe(app.guide.forbidden);
    expect(await statusOf(app, 'DELETE', '/api/posts', app.ada.inOrganization)).toBe(204);
  },

  async greeting(app) {
    const path = app.guide.printed.some(([file]) => /api\/greeting/.test(file)) ? '/api/greeting' : '/greeting';
    expect(await send(app, 'GET', path)).toMatchObject({
      status: 200,
      text: expect.stringContaining('Hello stranger.') as unknown,
    });
    const { text } = await send(app, 'GET', path, app.ada.inOrganization);
    expect(text.replaceAll('<!-- -->', '')).toMatch(/Hello Ada\b.*ada@example\.com.*since\W+\d{10}\b/s);
  },

  async home(app) {
    expect((await send(app, 'GET', '/')).text).toContain('<a href="/profile"');
    const { text } = await send(app, 'GET', '/', app.ada.inOrganization);
    expect(text).toMatch(/<form [^>]*action="\/sign-out"/);
    expect(text).not.toContain('<a href="/profile"');
  },

  async account(app) {
    expect(await signInAddress(app, '/api/account')).toBe(`${app.url}/api/account`);
  },

  async 'sign-out'(app) {
    // First a stranger: the route is compiled then, and the token below is as fresh as its minute asks for.
    expect((await signOut(app, '')).status).toBe(303);
    const { cookieHeader, sessionId } = await app.emulator.signIn(app.ada.userId, { origin: app.url });
    const answer = await signOut(app, cookieHeader);
    expect([answer.status, new URL(answer.headers.get('location') ?? '', app.url).href]).toEqual([303, `${app.url}/`]);
    const names = cookieHeader.split('; ').flatMap((pair) => /^__session[^=]*/.exec(pair)?.[0] ?? []);
    const cleared = answer.headers
      .getSetCookie()
      .filter((cookie) => /Max-Age=0\b|Expires=Thu, 01 Jan 1970/i.test(cookie));
    expect(names).not.toEqual([]);
    expect(cleared.map((cookie) => cookie.split('=', 1)[0])).toEqual(expect.arrayContaining(names));
    expect((await app.clerk.sessions.getSession(sessionId)).status).toBe('revoked');
  },

  async jobs(app) {
    const { secret } = await app.emulator.mintApiKey({ subject: app.ada.userId, scopes: ['jobs:start'] });
    const { status, text } = await send(app, 'POST', '/api/jobs', secret);
    expect([status, JSON.parse(text)]).toEqual([202, { subject: app.ada.userId, scopes: ['jobs:start'] }]);
    const machine = await app.emulator.mintM2MToken();
    const answer = await send(app, 'POST', '/api/jobs', machine.token);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      202,
      expect.objectContaining({ subject: machine.subject }),
    ]);
    expect(await statusOf(app, 'POST', '/api/jobs', app.ada.inOrganization)).toBe(401);
    expect(await statusOf(app, 'POST', '/api/jobs')).toBe(401);
  },

  async members(app) {
    const { status, text } = await send(app, 'GET', '/api/members', app.ada.inOrganization);
    const members = [
      { role: 'org:admin', userId: app.ada.userId },
      { role: 'org:member', userId: app.grace.userId },
    ];
    expect([status, JSON.parse(text)]).toEqual([200, expect.toSatisfy((list: unknown[]) => list.length === 2)]);
    expect(JSON.parse(text)).toEqual(expect.arrayContaining(members));
    expect(await statusOf(app, 'GET', '/api/members', app.grace.inOrganization)).toBe(app.guide.forbidden);
  },

  async webhooks(app) {
    expect(await statusOf(app, 'POST', '/webhooks', undefined, '{}')).toBe(400);
    const { webhooks } = app.emulator;
    webhooks.add({ url: `${app.url}/webhooks`, events: ['user.created'] });
    await app.clerk.users.createUser({ emailAddress: ['webhook@example.com'] });
    await webhooks.settled();
    expect(webhooks.deliveries.map(({ status }) => status)).toEqual([200]);
  },

  async 'browser test'(app) {
    expect(await runGuideTest(app.guide.page, app)).toContain('1 passed');
  },

  async deployment(app) {
    const tokenOf = async (origin: string) => (await app.emulator.signIn(app.ada.userId, { origin })).token;
    const forwarded = (host: string) => ({ 'x-forwarded-host': host, 'x-forwarded-proto': 'https' });
    // Some development servers start again for the files of the check before, and refuse connections for a moment.
    const isUp = async () => expect(await statusOf(app, 'GET', '/api/me', await tokenOf(app.url))).toBe(200);
    await vi.waitFor(isUp, { timeout: 120_000, interval: 500 });
    writeFiles(app.folder, app.guide.deployed);
    // The development server takes the new files when it has seen them, and some restart for it: all this holds at once when it is done.
    const holds = async () => {
      expect(await statusOf(app, 'GET', '/api/me', await tokenOf(app.url))).toBe(401);
      expect(await statusOf(app, 'GET', '/api/me', await tokenOf('https://app.example.com'))).toBe(200);
      expect(await signInAddress(app, '/profile', forwarded('app.example.com'))).toBe(
        'https://app.example.com/profile',
      );
      const unlisted = await signInAddress(app, '/profile', forwarded('other.example.com'));
      expect(new URL(unlisted ?? '').host).toBe(new URL(app.url).host);
    };
    await vi.waitFor(holds, { timeout: 540_000, interval: 500 });
  },
};
