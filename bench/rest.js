// Calling the Backend API: our client and the official one beside an undici pool, node:http and fetch, against a server in a
// process of its own. Calls per second with 1 and 64 in flight, and CPU per call of this process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createClerkClient } from '@acme/backend';
import { createClerkClient as createOfficialClient } from '@clerk/backend';
import { Pool } from 'undici';
import { transport } from '../packages/backend/dist/transport/node.js';
import { median } from './median.js';
import { report } from './report.js';

const quick = process.argv.includes('--quick');
const rounds = quick ? 5 : 15;
const child = fork(fileURLToPath(new URL('rest-server.js', import.meta.url)));
const [port] = await once(child, 'message');
const apiUrl = `http://127.0.0.1:${String(port)}`;
const secretKey = 'sk_test_bench';
const headers = { authorization: `Bearer ${secretKey}` };
/** What the client sends, so that its own work is all the difference to the transport. */
const clientHeaders = {
  'clerk-api-version': '2026-05-12',
  'user-agent': '@acme/backend@1.0.0',
  ...headers,
  'content-type': 'application/json',
};

const pool = new Pool(apiUrl, { connections: 64 });
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const ours = createClerkClient({ secretKey, apiUrl });
const official = createOfficialClient({ secretKey, apiUrl, telemetry: { disabled: true } });

/** @returns {Promise<{ id: string }>} */
const overHttp = () =>
  new Promise((resolve, reject) => {
    httpRequest(`${apiUrl}/v1/users/user_1`, { agent, headers }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    })
      .on('error', reject)
      .end();
  });

/** @type {Readonly<Record<string, () => Promise<{ id: string }>>>} */
const contestants = {
  'undici pool': async () => {
    const { body } = await pool.request({ path: '/v1/users/user_1', method: 'GET', headers });
    return /** @type {Promise<{ id: string }>} */ (body.json());
  },
  'node:http': overHttp,
  fetch: async () => (await fetch(`${apiUrl}/v1/users/user_1`, { headers })).json(),
  'ours, the transport and JSON.parse alone': async () => {
    const url = `${apiUrl}/v1/users/user_1`;
    const { text } = await transport({ method: 'GET', url, headers: clientHeaders, timeoutMs: 30_000 });
    return JSON.parse(text);
  },
  'ours, getUser': () => ours.users.getUser('user_1'),
  'official, getUser': () => official.users.getUser('user_1'),
};

/**
 * @param {() => Promise<{ id: string }>} call
 * @param {number} inFlight
 * @param {number} count
 */
async function batch(call, inFlight, count) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) if ((await call()).id !== 'user_1') throw new Error('A wrong answer.');
  };
  const before = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, lane));
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / count, perSecond: (count / (performance.now() - start)) * 1000 };
}

for (const inFlight of [1, 64]) {
  const count = inFlight === 1 ? 1500 : 4000;
  /** @type {Map<string, { cpu: number, perSecond: number }[]>} */
  const results = new Map();
  const entries = Object.entries(contestants);
  for (const [name, call] of entries) {
    results.set(name, []);
    await batch(call, inFlight, count);
  }
  for (let round = 0; round < rounds; round += 1) {
    const shift = round % entries.length;
    for (const [name, call] of [...entries.slice(shift), ...entries.slice(0, shift)])
      results.get(name)?.push(await batch(call, inFlight, count));
  }
  const best = median(results.get('undici pool')?.map(({ perSecond }) => perSecond) ?? []);
  report(
    `getUser, ${inFlight} in flight`,
    [...results].map(([name, runs]) => {
      const perSecond = median(runs.map((run) => run.perSecond));
      return { name, 'CPU µs per call': median(runs.map(({ cpu }) => cpu)), 'calls/s to the pool': perSecond / best };
    }),
  );
}

const many = 20_000;
for (const [name, create] of /** @type {const} */ ([
  ['ours', () => createClerkClient({ secretKey })],
  ['official', () => createOfficialClient({ secretKey, telemetry: { disabled: true } })],
])) {
  for (let index = 0; index < 2000; index += 1) create();
  const before = process.cpuUsage();
  for (let index = 0; index < many; index += 1) create();
  const { user, system } = process.cpuUsage(before);
  report(`making a client: ${name}`, [{ name, 'CPU µs': (user + system) / many }]);
}
child.kill();
await pool.close();
agent.destroy();
