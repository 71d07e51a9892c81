import { request as rawRequest, type RequestListener } from 'node:http';
import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { startServer, withEnvironment } from 'testing';
import { beforeEach, expect, it } from 'vitest';
import { clerkMiddleware, protect, requireAuth } from '../src/index.js';
import { cors } from './server.js';

// What guards of Express do besides what all adapters do.

beforeEach(() => {
  const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
  withEnvironment(
    { CLERK_PUBLISHABLE_KEY: publishableKey, CLERK_SECRET_KEY: 'sk_live_guards', CLERK_API_URL: 'http://127.0.0.1:9' },
    { without: 'CLERK_' },
  );
});

const listen = async (app: RequestListener) => (await startServer(app)).url;
const report: ErrorRequestHandler = (error: { code?: string }, _req, res, next) => {
  if (res.headersSent) next(error);
  else res.status(500).json({ code: error.code });
};
const send = (url: string, init: RequestInit = {}) =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(300_000), ...init });
const answer = async (url: string) => {
  const response = await send(url);
  return [response.status, (await response.json()) as unknown] as const;
};

/** Node's fetch sets some headers by itself; here everything is as it is written. */
function raw(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  sent?: string,
): Promise<readonly [number, string]> {
  return new Promise((resolve, reject) => {
    const request = rawRequest(url, { method, headers, timeout: 300_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve([response.statusCode ?? 0, body]));
    });
    request.on('timeout', () => request.destroy(new Error('no answer'))).on('error', reject);
    request.end(sent);
  });
}

const preflight = { origin: 'https://shop.example', 'access-control-request-method': 'GET' };

it.each<readonly [string, (app: express.Express) => unknown]>([
  ['protect', (app) => app.use(protect as never)],
  ['requireAuth', (app) => app.use(requireAuth as never)],
  ['clerkMiddleware', (app) => app.use(clerkMiddleware as never)],
  ['protect in a router', (app) => app.use('/', Router().use(protect as never))],
  ['requireAuth in a route', (app) => app.get('/', requireAuth as never)],
])('%s, passed without being called, is an error', async (_case, build) => {
  const app = express();
  build(app);
  const url = await listen(app.get('/', (_req, res) => void res.json({ passed: true })).use(report));
  expect(await answer(url)).toEqual([500, { code: 'middleware_not_called' }]);
});

it('requireAuth lets preflights through as protect does', async () => {
  const app = express().use(requireAuth()).use(cors);
  const url = await listen(app.get('/data', (_req, res) => void res.json({ passed: true })));
  const response = await send(`${url}/data`, { method: 'OPTIONS', headers: preflight });
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, 'https://shop.example']);
  expect((await send(`${url}/data`)).status).toBe(401);
});

it.each<readonly [string, RequestHandler]>([
  ['json', (_req, res) => void res.json({ secret: 'guarded' })],
  ['write and end', (_req, res) => (res.write('guarded'), void res.end('guarded'))],
  ['writeHead', (_req, res) => void res.writeHead(200, { 'content-length': '7', 'x-a': 'b' }).end('guarded')],
  ['a file', (_req, res) => res.sendFile(import.meta.filename)],
  ['trailers', (_req, res) => void res.setHeader('trailer', 'x-sum').end('guarded')],
])('a handler mounted with use answers a preflight without a body: %s', async (_case, handler) => {
  const url = await listen(express().use('/api', protect(), handler));
  expect(await raw(`${url}/api`, 'OPTIONS', preflight)).toEqual([204, '']);
});

it('a handler in a route never sees a preflight', async () => {
  let runs = 0;
  const handler: RequestHandler = (_req, res) => ((runs += 1), void res.end());
  const url = await listen(express().all('/api', protect(), handler).all('/own', requireAuth(), handler));
  for (const path of ['/api', '/own']) await raw(url + path, 'OPTIONS', preflight);
  expect(runs).toBe(0);
});

it.each(['javascript:alert(1)', '//evil.example', 'sign-in', '/a b'])(
  'requireAuth refuses signInUrl %s',
  (signInUrl) => {
    expect(() => requireAuth({ signInUrl })).toThrow(expect.objectContaining({ code: 'option_invalid' }) as Error);
  },
);

it('requireAuth reports a bad page in the environment to who asks for it', async () => {
  withEnvironment({ CLERK_SIGN_IN_URL: 'javascript:alert(1)' });
  const url = await listen(
    express()
      .get('/', requireAuth(), (_req, res) => void res.json({}))
      .use(report),
  );
  expect(await answer(url)).toEqual([500, { code: 'option_invalid' }]);
});
