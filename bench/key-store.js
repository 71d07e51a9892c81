// The first verified request of a process that has just started, beside the same server without verification: with the instance's keys in a
// store, and without a store. Each turn is a process of its own, and one request on a new connection.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { createServer as createProbe } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { exportJWK } from 'jose';
import { median } from './median.js';
import { report } from './report.js';
import { jwtKey, publicKey, publishableKey, signTokens } from './session-tokens.js';

const isQuick = process.argv.includes('--quick');
const turns = isQuick ? 10 : 40;
/** How long the service takes, in ms: a connection with TLS in the same region. */
const serviceMs = 20;
/** Between the start of the server and its first request, in ms: the store is read meanwhile. 0 shows what is left without that. */
const idleMs = process.argv.includes('--at-once') ? 0 : 100;

/** @param {import('node:net').Server} server */
function portOf(server) {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const jwks = JSON.stringify({
  keys: [{ ...(await exportJWK(publicKey)), kid: 'ins_bench', alg: 'RS256', use: 'sig' }],
});
let fetches = 0;
const service = createServer((_, response) => {
  fetches += 1;
  void pause(serviceMs).then(() => response.setHeader('content-type', 'application/json').end(jwks));
}).listen(0, '127.0.0.1');
await once(service, 'listening');

const probe = createProbe().listen(0, '127.0.0.1');
await once(probe, 'listening');
const redisPort = portOf(probe);
probe.close();
const settings = ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
const redis = spawn(process.env.REDIS_SERVER_PATH ?? 'redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] });
for await (const text of redis.stdout) if (String(text).includes('Ready to accept connections')) break;

const folder = mkdtempSync(join(tmpdir(), 'key-store-'));
const shared = {
  redisUrl: `redis://127.0.0.1:${redisPort}`,
  file: join(folder, 'keys'),
  options: { publishableKey, secretKey: 'sk_live_bench', apiUrl: `http://127.0.0.1:${portOf(service)}` },
  jwtKey,
};
const program = fileURLToPath(new URL('key-store-process.js', import.meta.url));
const names = ['bare', 'keys in a file', 'keys in Redis', 'a pinned key', 'without a store'];
const tokens = await signTokens(names.length * (turns + 1));

/**
 * Ms of the first request until its answer is there, and of CPU time in its process.
 * @param {string} name
 * @param {number} turn
 */
async function firstRequest(name, turn) {
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = fork(program, [JSON.stringify({ ...shared, name })], { env });
  const [port] = await once(child, 'message');
  await pause(idleMs);
  child.send('begin');
  await once(child, 'message');
  const headers = { authorization: `Bearer ${tokens[turn * names.length + names.indexOf(name)]}` };
  const started = performance.now();
  const [response] = await once(get({ port, host: '127.0.0.1', agent: false, headers }), 'response');
  let body = '';
  for await (const part of response) body += part;
  const ms = performance.now() - started;
  if ((name === 'bare') !== (JSON.parse(body).userId === null))
    throw new Error(`${name} gives a wrong answer: ${body}`);
  child.send('end');
  const [cpu] = await once(child, 'message');
  child.disconnect();
  await once(child, 'exit');
  return { ms, cpu };
}

/** @type {Map<string, { ms: number[], cpu: number[], fetches: number }>} */
const times = new Map(names.map((name) => [name, { ms: [], cpu: [], fetches: 0 }]));
// The first turn fills the stores.
for (let turn = 0; turn <= turns; turn += 1) {
  for (const index of names.keys()) {
    const name = names[(index + turn) % names.length] ?? '';
    const before = fetches;
    const { ms, cpu } = await firstRequest(name, turn);
    const known = times.get(name);
    if (turn === 0 || !known) continue;
    known.fetches += fetches - before;
    known.ms.push(ms);
    known.cpu.push(cpu);
  }
}
const medians = names.map((name) => {
  const { ms, cpu, fetches: calls } = times.get(name) ?? { ms: [], cpu: [], fetches: 0 };
  return { name, ms: median(ms), least: Math.min(...ms), cpu: median(cpu), calls };
});
const [bare] = medians;
report(
  `the first verified request of a process, a service that takes ${serviceMs} ms (${turns} processes each)`,
  medians.map(({ name, ms, least, cpu, calls }) => ({
    name,
    ms,
    'over bare': ms - (bare?.ms ?? 0),
    'least over bare': least - (bare?.least ?? 0),
    'CPU ms over bare': cpu - (bare?.cpu ?? 0),
    fetches: calls,
  })),
);
rmSync(folder, { recursive: true });
redis.kill();
process.exit();
