import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook as verifyOnExpress } from '@acme/express/webhooks';
import { verifyWebhook as verifyOnFastify } from '@acme/fastify/webhooks';
import { verifyWebhook as verifyOnHono } from '@acme/hono/webhooks';
import { serve } from '@hono/node-server';
import express, { type Request, type RequestHandler } from 'express';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Hono, type Context } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';

// Written with spaces: parsed and written again it would be another text.
const body = '{ "type": "user.created", "object": "event", "data": { "id": "user_1" } }';
const compact = JSON.stringify(JSON.parse(body));
const key = Buffer.from('adapter-tests-secret');
const signingSecret = [`whsec_${Buffer.from('an older secret').toString('base64')}`, `whsec_${key.toString('base64')}`];

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
}

async function deliver(url: string, text = body, names = 'svix'): Promise<unknown> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.${text}`).digest('base64');
  const headers = {
    'content-type': 'application/json',
    [`${names}-id`]: 'msg_1',
    [`${names}-timestamp`]: timestamp,
    [`${names}-signature`]: `v1,${signature}`,
  };
  return (await fetch(url, { method: 'POST', headers, body: text })).json();
}

const codeOf = (error: unknown) => ({
  name: error instanceof Error ? error.name : undefined,
  code: (error as { code?: unknown }).code,
});

async function onExpress(...before: RequestHandler[]): Promise<string> {
  const app = express();
  app.post('/webhooks', ...before, async (req: Request, res) => {
    res.json(await verifyOnExpress(req, { signingSecret }).catch(codeOf));
  });
  return listen(createServer(app));
}

async function onFastify(prepare?: (fastify: FastifyInstance) => void): Promise<string> {
  const fastify = Fastify();
  prepare?.(fastify);
  fastify.post('/webhooks', (request) => verifyOnFastify(request, { signingSecret }).catch(codeOf));
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  closing.push(() => void fastify.close());
  return `http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}/webhooks`;
}

async function onHono(before?: (c: Context) => Promise<unknown>): Promise<string> {
  const app = new Hono();
  app.post('/webhooks', async (c) => {
    await before?.(c);
    return c.json(await verifyOnHono(c, { signingSecret }).catch(codeOf));
  });
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}/webhooks`),
    );
    closing.push(() => server.close());
  });
}

const keepRawBody = express.json({
  verify: (req, _res, bytes) => {
    Object.assign(req, { rawBody: bytes });
  },
});
const asBuffer = (fastify: FastifyInstance) => {
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
};
/** As plugins for raw bodies do it: the text beside the parsed body. */
const withRawBody = (fastify: FastifyInstance) => {
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request: FastifyRequest, text, done) => {
    Object.assign(request, { rawBody: text });
    done(null, JSON.parse(String(text)));
  });
};
const withoutBody = (fastify: FastifyInstance) => {
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', (_request, stream, done) => {
    stream.resume();
    stream.on('end', () => done(null, undefined));
  });
};

const verified: Readonly<Record<string, () => Promise<string>>> = {
  'Express with express.raw': () => onExpress(express.raw({ type: 'application/json' })),
  'Express with express.text': () => onExpress(express.text({ type: 'application/json' })),
  'Express with express.json that keeps rawBody': () => onExpress(keepRawBody),
  'Fastify with a parser that gives bytes': () => onFastify(asBuffer),
  'Fastify with rawBody beside the parsed body': () => onFastify(withRawBody),
  Hono: () => onHono(),
  'Hono after c.req.text()': () => onHono((c) => c.req.text()),
  'Hono after c.req.json()': () => onHono((c) => c.req.json()),
  'Hono after c.req.arrayBuffer()': () => onHono((c) => c.req.arrayBuffer()),
  'Hono with rawBody': () =>
    onHono(async (c) => {
      Object.assign(c.req.raw, { rawBody: await c.req.raw.text() });
    }),
};

const parsed: Readonly<Record<string, () => Promise<string>>> = {
  'Express with express.json': () => onExpress(express.json()),
  Fastify: () => onFastify(),
};

const unavailable: Readonly<Record<string, () => Promise<string>>> = {
  'Express without a parser': () => onExpress(),
  'Express with a parser for something else': () => onExpress(express.raw({ type: 'text/plain' })),
  'Express after something has read the request': () =>
    onExpress((req, _res, next) => {
      req.resume();
      req.on('end', () => next());
    }),
  'Fastify with a parser that drops the body': () => onFastify(withoutBody),
  'Hono after something has read the request beneath': () => onHono((c) => c.req.raw.text()),
};

describe('webhooks with two secrets', () => {
  it.each(Object.entries(verified))(
    '%s: verified in the bytes they came in, under both header names',
    async (_, run) => {
      const url = await run();
      expect(await deliver(url)).toMatchObject({ type: 'user.created', data: { id: 'user_1' } });
      expect(await deliver(url, body, 'webhook')).toMatchObject({ type: 'user.created' });
    },
  );

  it.each(Object.entries(parsed))('%s: a parsed body works if it is compact', async (_, run) => {
    const url = await run();
    expect(await deliver(url, compact)).toMatchObject({ type: 'user.created' });
    expect(await deliver(url)).toEqual({ name: 'WebhookVerificationError', code: 'webhook_signature_invalid' });
  });

  it.each(Object.entries(unavailable))('%s: an error with its code', async (_, run) => {
    const url = await run();
    expect(await deliver(url)).toEqual({ name: 'WebhookVerificationError', code: 'webhook_body_unavailable' });
  });
});
