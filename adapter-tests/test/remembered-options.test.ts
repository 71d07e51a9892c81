import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { getRequestListener } from '@hono/node-server';
import type * as onExpress from '@acme/express';
import type * as onFastify from '@acme/fastify';
import type * as onHono from '@acme/hono';
import type * as onLegacy from '@acme/node-legacy';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { pageHeaders, startServer, withEnvironment } from 'testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everySequence, setsByOption, type OptionSet } from '../../packages/backend/test/remembered/option-sets.js';
import { startTwoKeyService, type TwoKeyService } from '../../packages/backend/test/remembered/two-key-service.js';

const require = createRequire(import.meta.url);

/** Forgets the packages, so that the next one is loaded as in a new process, with everything it stands on. */
function forgetPackages(): void {
  for (const path of Object.keys(require.cache)) {
    if (/[\\/]packages[\\/][\w-]+[\\/]dist[\\/]/.test(path)) Reflect.deleteProperty(require.cache, path);
  }
}

type Given = object | (() => object);

/** Makes a server with a middleware; what is wrong with its options is thrown. */
type Mount = (options: Given) => RequestListener | Promise<RequestListener>;

const describeError = (error: unknown) => ({ code: (error as { code?: string }).code, name: (error as Error).name });

function loadExpress(): Mount {
  const { clerkMiddleware, getAuth } = require('@acme/express') as typeof onExpress;
  return (options) => {
    const app = express();
    app.use(clerkMiddleware(options as onExpress.ClerkMiddlewareOptions));
    app.use((req, res) => void res.json(getAuth(req)));
    app.use(((error, _req, res, _next) => void res.json(describeError(error))) as express.ErrorRequestHandler);
    return app as RequestListener;
  };
}

function loadFastify(): Mount {
  const { clerkPlugin, getAuth } = require('@acme/fastify') as typeof onFastify;
  return async (options) => {
    const app = Fastify();
    app.setErrorHandler((error, _request, reply) => reply.send(describeError(error)));
    await app.register(clerkPlugin, typeof options === 'function' ? { options } : options);
    app.all('/*', (request) => Promise.resolve({ ...getAuth(request) }));
    await app.ready();
    return (request, response) => app.routing(request, response);
  };
}

function loadHono(): Mount {
  const { clerkMiddleware, getAuth } = require('@acme/hono') as typeof onHono;
  return (options) => {
    const app = new Hono();
    app.onError((error, c) => c.json(describeError(error)));
    app.use(clerkMiddleware(options));
    app.all('*', (c) => c.json({ ...getAuth(c) }));
    const listener = getRequestListener(app.fetch);
    return (request, response) => void listener(request, response);
  };
}

function loadLegacy(): Mount {
  const { ClerkExpressWithAuth } = require('@acme/node-legacy') as typeof onLegacy;
  return (options) => {
    const middleware = ClerkExpressWithAuth(options as onLegacy.ClerkMiddlewareOptions);
    return (request, response) =>
      void middleware(request, response, (error) => {
        response.end(JSON.stringify(error ? describeError(error) : (request as { auth?: object }).auth));
      });
  };
}

let service: TwoKeyService;
let url: string;
let current: RequestListener;
let headers: readonly Record<string, string>[];

beforeAll(async () => {
  service = await startTwoKeyService();
  ({ url } = await startServer((request, response) => current(request, response)));
  const now = Math.floor(Date.now() / 1000);
  const bearer = async (...claims: Parameters<TwoKeyService['sign']>) => ({
    authorization: `Bearer ${await service.sign(...claims)}`,
  });
  headers = [
    await bearer(),
    await bearer({
      azp: 'https://two.example',
      aud: 'https://two.example',
      iss: 'https://clerk.two.example',
      exp: now - 20,
    }),
    await bearer({ aud: 'https://one.example' }, 'one+jwt'),
    { authorization: 'Bearer ak_1' },
    {
      cookie: '__client_uat=1',
      ...pageHeaders,
      'x-forwarded-host': 'one.example',
    },
  ];
  withEnvironment({}, { without: 'CLERK_' });
});
afterAll(async () => {
  agent.destroy();
  await service.close();
});

const base = () => ({
  secretKey: 'sk_live_base',
  apiUrl: `${service.url}/base`,
  publishableKey: `pk_live_${btoa('clerk.one.example$')}`,
});

const agent = new Agent({ keepAlive: true });

/** Sends a request with the least effort: there are many thousand. */
async function ask(each: Record<string, string>): Promise<{ readonly answer: IncomingMessage; readonly text: string }> {
  const [answer] = (await once(get(`${url}/one/acme`, { headers: each, agent }), 'response')) as [IncomingMessage];
  answer.setEncoding('utf8');
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { answer, text };
}

/** What a server answers, as far as it depends on options. */
async function answers(listener: RequestListener): Promise<string> {
  current = listener;
  const all: unknown[] = [];
  for (const each of headers) {
    const { answer, text } = await ask(each);
    const location = answer.headers.location?.replaceAll(url.slice('http://'.length), 'here');
    const { userId, code } = (answer.statusCode === 200 ? JSON.parse(text) : {}) as { userId?: string; code?: string };
    all.push([answer.statusCode, location, answer.headers['x-clerk-auth-reason'], userId, code]);
  }
  return JSON.stringify(all);
}

/** A mistake in the options that is found when the server is made counts as an answer to each request. */
async function start(mount: Mount, options: Given): Promise<() => Promise<string>> {
  try {
    const listener = await mount(options);
    return () => answers(listener);
  } catch (error) {
    const answer = [200, undefined, undefined, undefined, describeError(error).code];
    return () => Promise.resolve(JSON.stringify(headers.map(() => answer)));
  }
}

const adapters: readonly (readonly [string, () => Mount])[] = [
  ['express', loadExpress],
  ['fastify', loadFastify],
  ['hono', loadHono],
  ['node-legacy', loadLegacy],
];

describe.each(adapters)('%s', (name, load) => {
  it('answers with each set of options as a new process does, whatever came before', async () => {
    const isLegacy = name === 'node-legacy';
    // In the legacy middlewares `strict` is an option of another meaning.
    const options = [...setsByOption(service, base())].filter(([option]) => option !== 'strict' || !isLegacy);
    const sets = new Map(
      options.map(([option, group]) => [option, group.filter(({ label }) => !label.endsWith('null'))]),
    );
    const expected = new Map<OptionSet, string>();
    for (const set of [...sets.values()].flat()) {
      forgetPackages();
      expected.set(set, await (await start(load(), set.options))());
    }
    forgetPackages();
    const mount = load();
    const wrong: string[] = [];
    const run = async (form: string, ask: (set: OptionSet) => Promise<string>) => {
      let before = 'nothing';
      for (const set of everySequence(sets, 1)) {
        if ((await ask(set)) !== expected.get(set)) wrong.push(`${form}, ${set.label} after ${before}`);
        before = set.label;
      }
    };
    // One middleware for each set, for as long as the process lives.
    const made = new Map<OptionSet, Promise<() => Promise<string>>>();
    await run('objects', async (set) => {
      const known = made.get(set) ?? start(mount, set.options);
      made.set(set, known);
      return (await known)();
    });
    // One middleware for all of them. The legacy middlewares take no function.
    let given: object = {};
    const shared = isLegacy ? undefined : await mount(() => given);
    if (shared) {
      await run('a function', (set) => {
        given = set.options;
        return answers(shared);
      });
    }
    expect(wrong).toEqual([]);
    expect(new Set(expected.values()).size).toBeGreaterThan(8);
  });
});
