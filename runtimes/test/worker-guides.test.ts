import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createEmulator, type Emulator } from '@acme/emulator';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readBlocks } from '../../docs/.vitepress/read-blocks.js';
import { startWorkerd, type Workerd } from '../src/start-workerd.js';

// What the guides to workers and to the key store print for workers runs in workerd: the worker as its configuration says, and the stores of
// the platform.

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const [workers, keyStore] = ['workers', 'key-store'].map((name) =>
  readBlocks(name, readFileSync(here(`../../docs/guides/${name}.md`), 'utf8')),
);
/** The block of a page that a text occurs in. */
function blockOf(blocks: typeof workers, text: string): string {
  const [found, ...others] = (blocks ?? []).filter(({ code }) => code.includes(text));
  if (!found || others.length > 0) throw new Error(`The page has not one block with ${text}`);
  return found.code;
}

let emulator: Emulator;
let folder: string;
/** Keeps what the platform would: the values of a namespace by key, answers by address. */
let platform: Server;
const kept = new Map<string, string>();
const running: Workerd[] = [];

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

/** Answers as the platform's stores do. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isCache = request.headers.host !== 'namespace';
  const key = isCache
    ? `${String(request.headers.host)}${String(request.url)}`
    : new URL(String(request.url), 'http://x').pathname;
  if (request.method === 'PUT') {
    kept.set(key, await textOf(request));
    response.writeHead(204).end();
    return;
  }
  const value = kept.get(key);
  if (!isCache) {
    response.writeHead(value === undefined ? 404 : 200).end(value);
    return;
  }
  if (value === undefined) {
    response.writeHead(504, { 'cf-cache-status': 'MISS' }).end();
    return;
  }
  // The cache gets whole answers, as they are on the wire.
  const [head = '', body = ''] = value.split('\r\n\r\n');
  for (const line of head.split('\r\n').slice(1)) {
    const [, name = '', field = ''] = /^(.*?): ?(.*)$/.exec(line) ?? [];
    response.setHeader(name, field);
  }
  response.writeHead(200, { 'cf-cache-status': 'HIT' }).end(body);
}

beforeAll(async () => {
  // The second worker may start long after the token was made.
  emulator = await createEmulator({ sessionTokenLifetimeSeconds: 3600 });
  folder = await mkdtemp(here('../.run-'));
  platform = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => platform.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  for (const worker of running.splice(0)) worker.stop();
});
afterAll(async () => {
  platform.close();
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

const text = (value: string) => JSON.stringify(value);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

interface Start {
  readonly files: Readonly<Record<string, string>>;
  readonly main: string;
  readonly date: string;
  /** Texts, by name. */
  readonly vars: Readonly<Record<string, string | undefined>>;
  readonly further?: string;
}

/** Bundles a worker as wrangler does, and starts it with its variables and secrets. @returns the address */
async function start({ files, main, date, vars, further = '' }: Start): Promise<string> {
  for (const [name, code] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), code);
  }
  await build({
    entryPoints: [join(folder, main)],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: ['workerd', 'worker'],
    external: ['cloudflare:workers'],
    logLevel: 'error',
    tsconfigRaw: {},
  });
  const bindings = Object.entries(vars).map(([name, value = '']) => `(name = ${text(name)}, text = ${text(value)})`);
  const { port } = platform.address() as AddressInfo;
  const address = `"127.0.0.1:${String(port)}"`;
  const worker = await startWorkerd(
    folder,
    `modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = ${text(date)},
  cacheApiOutbound = "cache",
  bindings = [${bindings.join(', ')}${further}],`,
    `(name = "cache", external = (address = ${address}, http = ())),
    (name = "namespace", external = (address = ${address}, http = (injectRequestHeaders = [(name = "host", value = "namespace")]))),`,
  );
  running.push(worker);
  return worker.url;
}

it('a worker runs as its configuration says', async () => {
  const printed = blockOf(workers, '"compatibility_date"');
  expect(printed).toMatch(/^\/\/ wrangler\.jsonc\n/);
  // JSON with comments is an expression of JavaScript.
  await writeFile(join(folder, 'wrangler.mjs'), `export default ${printed.replace(/^.*\n/, '')};`);
  const { default: config } = (await import(pathToFileURL(join(folder, 'wrangler.mjs')).href)) as {
    readonly default: {
      readonly name: string;
      readonly main: string;
      readonly compatibility_date: string;
      readonly vars: Readonly<Record<string, string>>;
    };
  };
  expect(Object.keys(config)).toEqual(['name', 'main', 'compatibility_date', 'vars']);
  const code = blockOf(workers, '// src/worker.js');
  const { CLERK_SECRET_KEY, CLERK_API_URL } = emulator.env;
  const given = Object.keys(config.vars).map((name) => [name, emulator.env[name]] as const);
  expect(given.every(([, value]) => value !== undefined)).toBe(true);
  const url = await start({
    files: { [/^\/\/ (\S+)/.exec(code)?.[1] ?? '']: code },
    main: config.main,
    date: config.compatibility_date,
    // The secret key is a secret; the address is that of the service on this machine.
    vars: { ...Object.fromEntries(given), CLERK_SECRET_KEY, CLERK_API_URL },
  });
  const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
  const person = await fetch(`${url}/api/me`, { headers: bearer(token) });
  expect([person.status, await person.json()]).toEqual([200, { id: userId, name: 'Ada' }]);
  expect((await fetch(`${url}/api/me`)).status).toBe(401);
});

const route = `app.get('/who', (c) => c.json(getAuth(c).userId));`;

it.each([
  {
    name: 'the cache of the platform',
    code: blockOf(keyStore, 'createKeyStore(caches.default)'),
    main: `import { getAuth } from '@acme/hono';\nimport app from './keys.js';\n${route}\nexport default app;`,
    further: '',
  },
  {
    name: 'a namespace of values',
    code: blockOf(keyStore, 'const keyStoreOn'),
    main: `import { clerkMiddleware, getAuth } from '@acme/hono';
import { Hono } from 'hono';
import { keyStoreOn } from './keys.js';
const app = new Hono();
let authenticate;
app.use((c, next) => (authenticate ??= clerkMiddleware({ keyStore: keyStoreOn(c.env.KEYS) }))(c, next));
${route}
export default app;`,
    further: ', (name = "KEYS", kvNamespace = "namespace")',
  },
])('$name gives a new worker the keys that another has fetched', async ({ code, main, further }) => {
  kept.clear();
  const { CLERK_JWT_KEY: _key, ...vars } = emulator.env;
  const files = { 'keys.ts': code, 'main.js': main };
  const one = await start({ files, main: 'main.js', date: '2026-01-01', vars, further });
  const { userId, token } = await emulator.signIn('ada@example.com', { origin: one });
  const who = async (url: string) => await (await fetch(`${url}/who`, { headers: bearer(token) })).text();
  expect(await who(one)).toBe(text(userId));
  await expect.poll(() => kept.size, { timeout: 300_000 }).toBeGreaterThan(0);
  const fault = emulator.faults.add({ path: '*jwks*', status: 503 });
  const other = await start({ files, main: 'main.js', date: '2026-01-01', vars, further });
  expect(await who(other)).toBe(text(userId));
  fault.remove();
});
