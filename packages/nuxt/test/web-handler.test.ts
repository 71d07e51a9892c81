import type { Emulator } from '@acme/emulator';
import {
  createApp,
  createRouter,
  eventHandler,
  fetchWithEvent,
  setResponseHeader,
  toWebHandler,
  type H3Event,
} from 'h3';
import { bearer, pageHeaders } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { clerkMiddleware, protect } from '../src/server.js';
import { renewableCookies, startEmulator } from './served-app.js';

const secret = 'nobody may see it';
const url = 'http://localhost:3000';

/** Ways to answer after a refusal was caught. */
const answers: Readonly<Record<string, () => unknown>> = {
  text: () => secret,
  stream: () => new Response(secret).body,
  response: () => new Response(secret),
};

function guardedBy(check: (event: H3Event) => unknown, answer: () => unknown) {
  return eventHandler((event) => {
    try {
      check(event);
    } catch {
      return answer();
    }
    return 'passed';
  });
}

/** A streamed answer that the application lets shared caches keep. */
const shared = eventHandler((event) => {
  const { userId } = event.context.auth();
  setResponseHeader(event, 'cache-control', 'public, max-age=600, private="set-cookie"');
  return new Response(String(userId)).body;
});

/** An application as it runs on a serverless platform, where a response is an object without a connection. */
function createApplication({ env }: Emulator) {
  const router = createRouter().use('/shared', shared);
  for (const [how, answer] of Object.entries(answers)) {
    router.use(
      `/caught/${how}`,
      guardedBy((event) => protect(event, { role: 'org:admin' }), answer),
    );
    router.use(
      `/swallowed/${how}`,
      guardedBy((event) => protect(event), answer),
    );
  }
  const shown = eventHandler((event) => new Response(String(protect(event).userId)).body);
  router.use('/shown', shown);
  // What `event.fetch()` of Nitro does: the request has the headers of the page's request.
  const own = eventHandler(async (event) => {
    const { status, headers } = await fetchWithEvent(event, `${url}/shown`, undefined, {
      fetch: (_, init) => handle(new Request(`${url}/shown`, init)),
    });
    return { status, cookies: headers.getSetCookie(), read: event.headers.get('cookie') };
  });
  router.use('/own', own);
  const options = {
    secretKey: env['CLERK_SECRET_KEY'],
    publishableKey: env['CLERK_PUBLISHABLE_KEY'],
    apiUrl: env['CLERK_API_URL'],
  };
  const app = createApp()
    .use(clerkMiddleware(() => undefined, options))
    .use(router.handler);
  const handle = toWebHandler(app);
  return async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await handle(new Request(url + path, { headers }));
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}

describe('on a serverless platform', () => {
  let emulator: Emulator;
  let ask: ReturnType<typeof createApplication>;
  beforeAll(async () => {
    emulator = await startEmulator();
    ask = createApplication(emulator);
  });

  it.each(Object.keys(answers))('a refusal holds if the handler catches it: %s', async (how) => {
    const { token } = await emulator.signIn('ada@example.com', { origin: url });
    const page = await ask(`/caught/${how}`, { ...pageHeaders, ...bearer(token) });
    expect([page.status, page.text.includes(secret)]).toEqual([403, false]);
    const data = await ask(`/swallowed/${how}`);
    expect([data.status, data.text.includes(secret)]).toEqual([401, false]);
    const stranger = await ask(`/swallowed/${how}`, { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' });
    expect([stranger.status, stranger.text.includes(secret)]).toEqual([302, false]);
  });

  it('streams to who may pass', async () => {
    const { token, userId } = await emulator.signIn('ada@example.com', { origin: url });
    expect(await ask('/shown', bearer(token))).toMatchObject({ status: 200, text: userId });
  });

  it('keeps a stream private that names somebody', async () => {
    const { token, userId } = await emulator.signIn('ada@example.com', { origin: url });
    const { headers, text } = await ask('/shared', bearer(token));
    expect([text, headers.get('cache-control')]).toEqual([userId, 'private, no-store']);
    expect((await ask('/shared')).headers.get('cache-control')).toContain('public');
  });

  it('renews the session of a page once, which its own requests have too', async () => {
    const page = await ask('/own', { ...pageHeaders, cookie: await renewableCookies({ emulator, url }) });
    const session = page.headers.getSetCookie().find((cookie) => cookie.startsWith('__session='));
    const { status, cookies, read } = JSON.parse(page.text) as Readonly<Record<string, unknown>>;
    expect([page.status, status, cookies]).toEqual([200, 200, []]);
    expect(read).toContain(String(session?.split(';', 1)[0]));
  });

  it('keeps a stream private that sets the cookies of a renewed session', async () => {
    const { headers } = await ask('/shared', { cookie: await renewableCookies({ emulator, url }) });
    expect([headers.getSetCookie().length > 0, headers.get('cache-control')]).toEqual([true, 'private, no-store']);
  });
});
