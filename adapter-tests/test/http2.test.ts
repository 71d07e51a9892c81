import { once } from 'node:events';
import {
  createSecureServer,
  createServer,
  connect,
  Http2ServerRequest,
  Http2ServerResponse,
  type Http2Server,
  type IncomingHttpHeaders,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import * as onExpress from '@acme/express';
import * as onFastify from '@acme/fastify';
import * as onHono from '@acme/hono';
import * as onLegacy from '@acme/node-legacy';
import { getRequestListener } from '@hono/node-server';
import express, { type RequestHandler } from 'express';
import Fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { selfSignedCertificate } from './self-signed-certificate.js';
import { startService, type Service } from './service.js';

type Listener = (request: Http2ServerRequest, response: Http2ServerResponse) => void;
type Options = onExpress.ClerkMiddlewareOptions;

const certificate = selfSignedCertificate();
const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
let service: Service;
let options: Options;

beforeAll(async () => {
  service = await startService();
  options = { publishableKey, secretKey: 'sk_live_http2', jwtKey: service.jwtKey, apiUrl: service.url };
});
afterAll(() => service.close());

/** Middlewares of Express are functions of a Node.js request too, whoever runs them. */
const runMiddleware =
  (middleware: RequestHandler, answer: (request: never) => object): Listener =>
  (request, response) =>
    middleware(request as never, response as never, (error?: unknown) => {
      response.statusCode = error ? 500 : 200;
      response.end(JSON.stringify(error ? { message: (error as Error).message } : answer(request as never)));
    });

/** Express itself builds on HTTP/1; what makes it serve HTTP/2 gives its requests and answers other prototypes. */
function expressOnHttp2(): Listener {
  const app = express();
  const swap = (own: object, prototype: object) =>
    Object.create(prototype, Object.getOwnPropertyDescriptors(own)) as never;
  app.request = Object.create(swap(Object.getPrototypeOf(app.request) as object, Http2ServerRequest.prototype), {
    app: { value: app, configurable: true, enumerable: true, writable: true },
  }) as never;
  app.response = Object.create(swap(Object.getPrototypeOf(app.response) as object, Http2ServerResponse.prototype), {
    app: { value: app, configurable: true, enumerable: true, writable: true },
  }) as never;
  app.use(onExpress.clerkMiddleware(options));
  app.get('/who', (req, res) => void res.end(JSON.stringify({ userId: onExpress.getAuth(req).userId })));
  return app as unknown as Listener;
}

function hono(): Listener {
  const app = new Hono();
  app.use(onHono.clerkMiddleware(options));
  app.get('/who', (c) => c.json({ userId: onHono.getAuth(c).userId }));
  const listener = getRequestListener(app.fetch);
  return (request, response) => void listener(request, response);
}

const frameworks: Readonly<Record<string, () => Listener>> = {
  'the middleware of Express alone': () =>
    runMiddleware(onExpress.clerkMiddleware(options), (req) => ({ userId: onExpress.getAuth(req).userId })),
  Express: expressOnHttp2,
  Hono: hono,
  'the legacy middleware': () =>
    runMiddleware(
      onLegacy.ClerkExpressWithAuth({ ...options, onError: () => undefined }) as never,
      (req: { auth: { userId: string | null } }) => ({ userId: req.auth.userId }),
    ),
};

async function startFastify(isSecure: boolean): Promise<Http2Server> {
  // The types of Fastify follow the protocol; what is called here is the same for each.
  const app = (isSecure
    ? Fastify({ http2: true, https: certificate })
    : Fastify({ http2: true })) as unknown as FastifyInstance;
  await app.register(onFastify.clerkPlugin, options);
  app.get('/who', (request) => Promise.resolve({ userId: onFastify.getAuth(request).userId }));
  await app.ready();
  return app.server as unknown as Http2Server;
}

const names = ['Fastify', ...Object.keys(frameworks)];

describe.each(names.flatMap((name) => [[name, 'http'] as const, [name, 'https'] as const]))(
  '%s over %s',
  (name, scheme) => {
    let server: Http2Server | undefined;
    afterEach(() => {
      server?.close();
      server = undefined;
    });

    async function start(): Promise<number> {
      const listener = frameworks[name];
      const isSecure = scheme === 'https';
      server = listener
        ? isSecure
          ? createSecureServer(certificate, listener())
          : createServer(listener())
        : await startFastify(isSecure);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    }

    /** One request, as a browser sends it: with `:authority` and without `Host`. */
    async function ask(port: number, headers: Record<string, string | readonly string[]>) {
      const session = connect(`${scheme}://localhost:${port}`, { rejectUnauthorized: false });
      try {
        const stream = session.request({ ':path': '/who?a=1', ...headers });
        stream.setTimeout(5000, () => stream.close());
        let text = '';
        stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        const ended = once(stream, 'end');
        const [answer] = (await once(stream, 'response')) as [IncomingHttpHeaders & { ':status'?: number }];
        await ended;
        return { status: answer[':status'], headers: answer, text };
      } finally {
        session.destroy();
      }
    }

    it('leads back to its own host, port and scheme', async () => {
      const port = await start();
      // A browser sends no `Host`; where both come, `:authority` counts.
      for (const headers of [{}, { ':authority': `localhost:${port}`, host: 'elsewhere.example' }]) {
        const { status, headers: answer } = await ask(port, {
          ...headers,
          cookie: ['a=1', '__client_uat=5'],
          'sec-fetch-dest': 'document',
        });
        expect(status).toBe(307);
        const back = new URL(answer.location ?? '').searchParams.get('redirect_url');
        expect(back).toBe(`${scheme}://localhost:${port}/who?a=1`);
        expect(answer['set-cookie']).toHaveLength(2);
        expect(answer['set-cookie']?.[1]?.endsWith('; Secure')).toBe(scheme === 'https');
      }
      const forwarded = await ask(port, {
        cookie: '__client_uat=5',
        accept: 'text/html',
        'x-forwarded-host': 'app.example.com',
        'x-forwarded-proto': 'https',
      });
      expect(new URL(forwarded.headers.location ?? '').searchParams.get('redirect_url')).toBe(
        'https://app.example.com/who?a=1',
      );
    });

    it('knows who is there by header and by cookies', async () => {
      const port = await start();
      const token = await service.sign();
      for (const headers of [
        { authorization: `Bearer ${token}` },
        { cookie: [`__session=${token}`, '__client_uat=5'] },
      ]) {
        const { status, text } = await ask(port, headers);
        expect([status, JSON.parse(text)]).toEqual([200, { userId: 'user_1' }]);
      }
    });
  },
);
