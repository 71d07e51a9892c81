import type { RequestListener } from 'node:http';
import { createEmulator } from '@acme/emulator';
import express, { Router, type RequestHandler } from 'express';
import { bearer, startServer, withEnvironment } from 'testing';
import { beforeAll, expect, it } from 'vitest';
import { clerkMiddleware, getAuth, requireAuth } from '../src/index.js';

// Wherever the middleware is among others, and however often.

let userId: string;
let person: { readonly authorization: string };
beforeAll(async () => {
  const emulator = await createEmulator();
  userId = emulator.users[0]?.id ?? '';
  withEnvironment(emulator.env, { without: 'CLERK_' });
  person = bearer((await emulator.signIn(userId)).token);
  return () => emulator.close();
});

const listen = async (app: RequestListener) => (await startServer(app)).url;
const post = async (url: string) => {
  const headers = { ...person, 'content-type': 'application/json' };
  return (await (await fetch(url, { method: 'POST', headers, body: '{"a":1}' })).json()) as unknown;
};
const get = async (url: string, headers: Record<string, string> = { ...person }) =>
  (await (await fetch(url, { headers })).json()) as unknown;

const who: RequestHandler = (req, res) => {
  res.json({ userId: getAuth(req).userId, body: req.body as unknown });
};

it('works before and after body parsers', async () => {
  const first = express().use(clerkMiddleware(), express.json()).post('/', who);
  const last = express().use(express.json(), clerkMiddleware()).post('/', who);
  for (const app of [first, last]) expect(await post(await listen(app))).toEqual({ userId, body: { a: 1 } });
});

it('works in mounted routers, with and without one outside, and counts once', async () => {
  let decisions = 0;
  const counting = clerkMiddleware(() => {
    decisions += 1;
    return {};
  });
  const inner = Router().use(counting).get('/page', who);
  const app = express().use('/alone', inner).use(counting).use('/nested', Router().use('/deep', inner));
  const url = await listen(app);
  expect(await get(`${url}/alone/page`)).toMatchObject({ userId });
  expect(await get(`${url}/nested/deep/page`)).toMatchObject({ userId });
  expect(decisions).toBe(2);
});

it('works beside others that use req.auth, before and after it', async () => {
  const theirs: RequestHandler = (req, _res, next) => {
    Object.assign(req, { auth: { sub: 'theirs' }, user: { id: 'theirs' } });
    next();
  };
  for (const handlers of [
    [theirs, clerkMiddleware()],
    [clerkMiddleware(), theirs],
  ]) {
    const url = await listen(
      express()
        .use(...handlers)
        .get('/', who),
    );
    expect(await get(url)).toMatchObject({ userId });
    expect(await get(url, {})).toMatchObject({ userId: null });
  }
});

it.each([clerkMiddleware, requireAuth])('%o refuses null where options belong', (create) => {
  expect(() => create(null as never)).toThrow(expect.objectContaining({ code: 'option_invalid' }) as Error);
});
