import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostNode } from '../../scripts/host-node.mjs';
import { cpu, nativeProgram } from '../src/native-program.js';
import { startWorkerd } from '../src/start-workerd.js';
import type { LiveService, Outcome, Recordings } from '../src/suite.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);

const nodePayload = (major: number) => require.resolve(`node${major}-${process.platform}-${process.arch}/bin/node`);

/** How each runtime is started; RUNTIME_<NAME> names another program, for systems that npm has none for. */
const commandLines: Readonly<Record<string, readonly [program: () => string, ...args: string[]]>> = {
  'this Node': [() => hostNode],
  'Node 22': [() => process.env['RUNTIME_NODE22'] ?? nodePayload(22)],
  'Node 24': [() => process.env['RUNTIME_NODE24'] ?? nodePayload(24)],
  'Node 26': [() => process.env['RUNTIME_NODE26'] ?? nodePayload(26)],
  Bun: [() => process.env['RUNTIME_BUN'] ?? nativeProgram('bun', `@oven/bun-${process.platform}-${cpu.bun}/bin/bun`)],
  Deno: [
    () => process.env['RUNTIME_DENO'] ?? nativeProgram('deno', `@deno/${process.platform}-${process.arch}-glibc/deno`),
    'run',
    '--allow-all',
    '--no-lock',
  ],
};
const recording = (name: string): unknown =>
  JSON.parse(readFileSync(here(`../../packages/backend/test/vectors/${name}.json`), 'utf8'));

let folder: string;
let server: Server;
let task: string;
/** PEM of the key that signed the service's token. */
let jwtKey: string;

/** The service as far as the live case needs it. */
async function startService(): Promise<LiveService> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  jwtKey = await exportSPKI(publicKey);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'ins_1', use: 'sig', alg: 'RS256' };
  server = createServer((request, response) => {
    const isUser = request.url === '/v1/users/user_1';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isUser ? { object: 'user', id: 'user_1', first_name: 'Ada' } : { keys: [jwk] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const token = await new SignJWT({ sid: 'sess_1', v: 2, sts: 'active' })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ: 'JWT' })
    .setIssuer('https://runtimes.clerk.accounts.dev')
    .setSubject('user_1')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
  const publishableKey = `pk_test_${Buffer.from('runtimes.clerk.accounts.dev$').toString('base64')}`;
  return { apiUrl: `http://127.0.0.1:${port}`, publishableKey, token };
}

const bundle = (options: BuildOptions) =>
  // No tsconfig: the backend's own maps imports to its sources, which users do not have.
  build({ bundle: true, format: 'esm', target: 'es2022', logLevel: 'error', tsconfigRaw: {}, ...options });

beforeAll(async () => {
  const service = await startService();
  const recordings: Recordings = {
    keys: recording('keys') as Recordings['keys'],
    requests: recording('authenticate-request'),
    tokens: recording('verify-token'),
    webhooks: recording('webhooks'),
  };
  task = JSON.stringify({ recordings, service });
  // Within this package, so that the runtime itself resolves @acme/backend.
  folder = await mkdtemp(here('../.run-'));
  await bundle({
    entryPoints: [here('../src/main.ts')],
    outfile: join(folder, 'main.mjs'),
    platform: 'node',
    external: ['@acme/*', 'hono', 'hono/*'],
  });
  await bundle({
    entryPoints: [here('../src/worker.ts')],
    outfile: join(folder, 'worker.js'),
    platform: 'browser',
    conditions: ['workerd'],
    external: ['cloudflare:workers'],
  });
  await bundle({
    entryPoints: [here('../src/edge.ts')],
    outfile: join(folder, 'edge.js'),
    format: 'iife',
    platform: 'browser',
    conditions: ['edge-light'],
  });
  await bundle({
    entryPoints: [here('../src/edge-host.ts')],
    outfile: join(folder, 'edge-host.mjs'),
    platform: 'node',
    external: ['@edge-runtime/vm'],
  });
  const jestTask = JSON.stringify({ recordings, service, jwtKey });
  await bundle({
    entryPoints: [here('../src/jest-cases.ts')],
    outfile: join(folder, 'cases.test.js'),
    format: 'cjs',
    platform: 'node',
    external: ['@acme/*'],
    banner: { js: `const jestTask = ${jestTask};` },
  });
  // The cases are CommonJS, whatever this package is.
  await writeFile(join(folder, 'package.json'), '{}');
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function runProgram(program: string, args: readonly string[]): Promise<readonly Outcome[]> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { maxBuffer: 64 * 1024 * 1024, cwd: folder }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program}: ${stderr}`, { cause: error }));
      else resolve(JSON.parse(stdout) as readonly Outcome[]);
    });
    child.stdin?.end(task);
  });
}

const worker = `
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
  bindings = [(name = "FROM_BINDING", text = "a text"), (name = "DATA_BINDING", data = "0")],
`;

async function runWorkerd(): Promise<readonly Outcome[]> {
  const workerd = await startWorkerd(folder, worker);
  try {
    const response = await fetch(workerd.url, { method: 'POST', body: task });
    return (await response.json()) as readonly Outcome[];
  } finally {
    workerd.stop();
  }
}

function checkAll(outcomes: readonly Outcome[]): void {
  expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(outcomes.length).toBeGreaterThan(700);
}

/** How Jest is set up: environment, and the conditions under which it looks for files of packages. */
const jestSetups: Readonly<Record<string, object>> = {
  'jsdom as it is': { testEnvironment: 'jsdom' },
  'jsdom with the files for Node': {
    testEnvironment: 'jsdom',
    testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  },
  'jsdom with the files for no platform': {
    testEnvironment: 'jsdom',
    testEnvironmentOptions: { customExportConditions: [''] },
  },
  'its own environment': { testEnvironment: 'node' },
};

interface JestReport {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

async function runJest(setup: object): Promise<readonly Outcome[]> {
  const config = JSON.stringify({
    rootDir: folder,
    transform: {},
    watchman: false,
    testMatch: ['**/cases.test.js'],
    ...setup,
  });
  const program = [require.resolve('jest/bin/jest'), '--config', config, '--json', '--no-cache', '--runInBand'];
  const text = await new Promise<string>((resolve, reject) => {
    execFile(hostNode, program, { maxBuffer: 64 * 1024 * 1024, cwd: folder }, (error, stdout, stderr) => {
      // Jest ends with an error if a case has failed; then its report says which.
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(new Error(`Jest: ${stderr}`, { cause: error }));
    });
  });
  const { testResults } = JSON.parse(text) as JestReport;
  return testResults.flatMap(({ message, assertionResults }) =>
    assertionResults.length === 0
      ? [{ name: 'the file of cases', error: message.slice(0, 2000) }]
      : assertionResults.map(({ fullName, status, failureMessages }) => ({
          name: fullName,
          error: status === 'passed' ? undefined : failureMessages.join().slice(0, 2000),
        })),
  );
}

describe.concurrent('Jest', () => {
  it.each(Object.entries(jestSetups))('%s', async (_name, setup) => {
    const outcomes = await runJest(setup);
    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(100);
  });
});

describe.concurrent('the suite of every runtime', () => {
  for (const [name, [program, ...args]] of Object.entries(commandLines)) {
    it(name, async () => checkAll(await runProgram(program(), [...args, join(folder, 'main.mjs')])));
  }

  it('the edge runtime of Next.js, a realm of its own', async () =>
    checkAll(await runProgram(hostNode, [join(folder, 'edge-host.mjs')])));

  it('workerd', async () => checkAll(await runWorkerd()));
});
