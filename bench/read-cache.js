// `users.getUser` from the cache, beside the same client without it and the official client, over real connections on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createProbe } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import KeyvRedis from '@keyv/redis';
import { createClerkClient } from '@acme/backend';
import { createClerkClient as createOfficialClient } from '@clerk/backend';
import { Keyv } from 'keyv';
import { median } from './median.js';
import { report } from './report.js';

const isQuick = process.argv.includes('--quick');
const batches = isQuick ? 10 : 40;
const batchSize = isQuick ? 100 : 300;
/** How long the service takes, in ms: next to it in the same data centre. */
const serviceMs = 5;

const user = JSON.stringify({
  object: 'user',
  id: 'user_1',
  first_name: 'Ada',
  email_addresses: [{ object: 'email_address', id: 'idn_1', email_address: 'ada@example.com', linked_to: [] }],
  phone_numbers: [],
  web3_wallets: [],
  external_accounts: [],
  public_metadata: { plan: 'pro', note: 'x'.repeat(500) },
});
const server = createServer((_, response) => {
  void pause(serviceMs).then(() => response.setHeader('content-type', 'application/json').end(user));
}).listen(0, '127.0.0.1');
await once(server, 'listening');

/** @param {import('node:net').Server} listening */
function portOf(listening) {
  const address = listening.address();
  return typeof address === 'object' && address ? address.port : 0;
}
const apiUrl = `http://127.0.0.1:${portOf(server)}`;

const probe = createProbe().listen(0, '127.0.0.1');
await once(probe, 'listening');
const port = portOf(probe);
probe.close();
const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
const redis = spawn(process.env.REDIS_SERVER_PATH ?? 'redis-server', settings, { stdio: 'ignore' });
const store = new Keyv({ store: new KeyvRedis(`redis://127.0.0.1:${port}`) });
store.on('error', () => undefined);

const options = { apiUrl, secretKey: 'sk_test_bench' };
const clients = {
  official: createOfficialClient(options),
  'ours, uncached': createClerkClient(options),
  'ours, cached in the process': createClerkClient({ ...options, cache: { ttlMs: 3_600_000 } }),
  'ours, cached on Redis': createClerkClient({ ...options, cache: { ttlMs: 3_600_000, store } }),
};
/** @type {Map<string, { wall: number[], cpu: number[] }>} */
const times = new Map();
for (const [name, client] of Object.entries(clients)) {
  times.set(name, { wall: [], cpu: [] });
  for (let warmUp = 0; warmUp < batchSize; warmUp += 1) {
    if ((await client.users.getUser('user_1')).firstName !== 'Ada') throw new Error(`${name} gives a wrong answer.`);
  }
}
for (let batch = 0; batch < batches; batch += 1) {
  for (const [name, client] of Object.entries(clients)) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    for (let turn = 0; turn < batchSize; turn += 1) await client.users.getUser('user_1');
    const wall = performance.now() - start;
    const { user: inUser, system } = process.cpuUsage(cpu);
    times.get(name)?.wall.push((wall * 1000) / batchSize);
    times.get(name)?.cpu.push((inUser + system) / batchSize);
  }
}
const official = median(times.get('official')?.wall ?? []);
report(
  `users.getUser, one at a time, a service that takes ${serviceMs} ms (its CPU time is included where it is called)`,
  Object.keys(clients).map((name) => {
    const wall = median(times.get(name)?.wall ?? []);
    return { name, 'µs per call': wall, 'CPU µs': median(times.get(name)?.cpu ?? []), 'to official': wall / official };
  }),
);
redis.kill();
process.exit();
