// Which of our files and functions one call runs through, counted by V8 (precise coverage) in a warm process. Each source file is
// compiled alone, because a bundle no longer tells files apart.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import express from 'express';
import { jwtKey, now, publishableKey, signTokens } from './session-tokens.js';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));

/** What a call ran through: own files, functions in them, and calls of those functions. */
/** @typedef {{ readonly files: readonly string[], readonly functions: readonly string[], readonly calls: number }} CodePath */

/**
 * Compiles every source file of a package into a package of the same name, with the same doors.
 * @param {string} modules - a `node_modules` folder
 * @param {string} name
 * @param {Readonly<Record<string, string>>} imports
 */
async function compile(modules, name, imports) {
  const source = join(packages, name, 'src');
  const target = join(modules, '@acme', name);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.d)\.ts$/.test(file));
  await build({
    entryPoints: files.map((file) => join(source, file)),
    outbase: source,
    outdir: target,
    format: 'esm',
    target: 'es2024',
    define: { __PACKAGE_VERSION__: '"0.0.0"' },
    logLevel: 'error',
  });
  const manifest = { type: 'module', imports, exports: { '.': './index.js', './*': './*.js' } };
  writeFileSync(join(target, 'package.json'), JSON.stringify(manifest));
}

/** @returns {Promise<string>} a folder that holds the compiled packages and leads to what they depend on */
async function compileAll() {
  const cache = fileURLToPath(new URL('node_modules/.cache/', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const root = mkdtempSync(join(cache, 'code-path-'));
  const modules = join(root, 'node_modules');
  await compile(modules, 'backend', {
    '#crypto': './crypto/node.js',
    '#revocation-list': './revocations/create-revocation-list.js',
    '#warnings': './warnings/operator-warnings.js',
    '#transport': './rest/transport/node.js',
  });
  await compile(modules, 'express', {});
  const backend = createRequire(join(packages, 'backend/package.json'));
  for (const dependency of ['jose', 'path-to-regexp']) {
    const main = backend.resolve(dependency);
    const folder = main.slice(0, main.lastIndexOf(dependency) + dependency.length);
    symlinkSync(folder, join(modules, dependency));
  }
  return root;
}

/** What Chrome's protocol reports of a script. */
/** @typedef {import('node:inspector').Profiler.ScriptCoverage} ScriptCoverage */

/**
 * @param {readonly ScriptCoverage[]} scripts
 * @param {string} root
 * @returns {CodePath}
 */
function readCoverage(scripts, root) {
  const files = [];
  const functions = [];
  let calls = 0;
  for (const { url, functions: all } of scripts) {
    if (!url.startsWith(pathToFileURL(root).href)) continue;
    const file = relative(join(root, 'node_modules/@acme'), fileURLToPath(url));
    const called = all.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0);
    if (called.length > 0) files.push(file);
    for (const { functionName, ranges } of called) {
      functions.push(`${file}: ${functionName || `(unnamed at ${String(ranges[0]?.startOffset)})`}`);
      calls += ranges[0]?.count ?? 0;
    }
  }
  return { files, functions, calls };
}

const get = async (/** @type {string} */ url, /** @type {Record<string, string>} */ headers) => {
  const response = await fetch(url, { headers });
  if (response.status !== 200) throw new Error(`${url} was answered with ${String(response.status)}.`);
  return response.text();
};

/** The cookies of a signed-in browser. */
const cookiesWith = (/** @type {string} */ token) => `__client_uat=${String(now - 20)}; __session=${token}`;

/**
 * @param {import('express').RequestHandler} handler
 * @param {import('express').RequestHandler[]} middleware
 */
async function listen(handler, ...middleware) {
  const app = express();
  for (const each of middleware) app.use(each);
  app.get('/{*any}', handler);
  const server = createServer(app);
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return { server, url: `http://127.0.0.1:${String(address.port)}/` };
}

/**
 * Counts what each of the calls runs through that matter most.
 * @returns {Promise<Readonly<Record<string, CodePath>>>}
 */
async function countCodePaths() {
  const root = await compileAll();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  // Before the packages are loaded: a function that was compiled earlier would not be counted.
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  const load = (/** @type {string} */ file) => import(pathToFileURL(join(root, 'node_modules/@acme', file)).href);
  const { clerkMiddleware, getAuth, createClerkClient } = await load('express/index.js');
  const secretKey = 'sk_live_bench';
  const { server, url } = await listen(
    (request, response) => void response.send(getAuth(request).userId),
    clerkMiddleware({ secretKey, publishableKey, jwtKey }),
  );
  const service = await listen((_request, response) => void response.json({ object: 'user', id: 'user_1' }));
  const { users } = createClerkClient({ secretKey, apiUrl: service.url.slice(0, -1) });
  const tokens = await signTokens(60);
  const bearer = (/** @type {number} */ index) => get(url, { authorization: `Bearer ${tokens[index] ?? ''}` });
  const cookie = (/** @type {number} */ index) => get(url, { cookie: cookiesWith(tokens[index] ?? '') });
  /** @type {Readonly<Record<string, (round: number) => Promise<unknown>>>} */
  const callsByName = {
    'Express, bearer token never seen, getAuth': bearer,
    'the same token again': () => bearer(0),
    'Express, session cookie never seen, getAuth': (round) => cookie(30 + round),
    'clerkClient.users.getUser': () => users.getUser('user_1'),
  };
  /** @type {Record<string, CodePath>} */
  const paths = {};
  for (const [name, call] of Object.entries(callsByName)) {
    for (let round = 0; round < 20; round += 1) await call(round);
    await session.post('Profiler.takePreciseCoverage');
    await call(20);
    const { result } = await session.post('Profiler.takePreciseCoverage');
    paths[name] = readCoverage(result, root);
  }
  session.disconnect();
  for (const each of [server, service.server]) each.close().closeAllConnections();
  rmSync(root, { recursive: true });
  return paths;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const paths = await countCodePaths();
  if (process.argv.includes('--json')) console.log(JSON.stringify(paths));
  else printTable(paths);
}

/** @param {Readonly<Record<string, CodePath>>} paths */
function printTable(paths) {
  const rows = Object.entries(paths).map(([call, { files, functions, calls }]) => [
    call,
    { files: files.length, functions: functions.length, calls },
  ]);
  console.table(Object.fromEntries(rows));
  if (!process.argv.includes('--list')) return;
  for (const [call, { files, functions }] of Object.entries(paths)) {
    console.log(`\n${call}\n${[...files, '', ...functions].join('\n')}`);
  }
}
