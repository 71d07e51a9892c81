// Start, reset and seed of an emulator; then 100 000 users in a file: how long a search for a page of 100 takes, and the memory. Run after
// `pnpm build`. The CPU time is steadier than the time on a busy machine.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClerkClient } from '@acme/backend';
import { createClient } from '@libsql/client/sqlite3';
import { createEmulator } from '@acme/emulator';

/**
 * The median time and CPU time of several runs.
 * @param {string} name
 * @param {number} runs
 * @param {() => Promise<unknown>} run
 */
async function measure(name, runs, run) {
  const figures = [];
  for (let index = 0; index < runs; index += 1) {
    const cpu = process.cpuUsage();
    const before = performance.now();
    await run();
    const used = process.cpuUsage(cpu);
    figures.push({ wall: performance.now() - before, cpu: (used.user + used.system) / 1000 });
  }
  /** @param {(figure: { wall: number, cpu: number }) => number} of */
  const median = (of) => {
    const values = figures.map(of).sort((left, right) => left - right);
    return values[runs >> 1]?.toFixed(1);
  };
  console.log(name.padEnd(20), `median ${median(({ wall }) => wall)} ms, CPU ${median(({ cpu }) => cpu)} ms`);
}

const demo = await createEmulator();
await measure('start and close', 11, async () => (await createEmulator()).close());
await measure('reset', 101, () => demo.reset());
await demo.close();
const people = Array.from({ length: 10_000 }, (_, index) => ({
  email_address: `person${index}@example.com`,
  username: `person${index}`,
  password: `a long password ${index}`,
}));
await measure('seed of 10 000 users', 1, async () => (await createEmulator({ seed: { users: people } })).close());

const count = Number(process.argv[2] ?? 100_000);
const folder = await mkdtemp(join(tmpdir(), 'emulator-bench-'));
const database = join(folder, 'users.sqlite');
await (await createEmulator({ database })).close();

// Through SQL, for it takes a second instead of minutes.
const client = createClient({ url: `file:${database}` });
const first = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Tony', 'Frances'];
const now = Date.now();
for (let start = 0; start < count; start += 5000) {
  const statements = [];
  for (let index = start; index < Math.min(start + 5000, count); index += 1) {
    const name = first[index % first.length] ?? '';
    statements.push(
      {
        sql: 'INSERT INTO users (id, username, firstName, lastName, primaryEmailAddressId, publicMetadata, privateMetadata, unsafeMetadata, banned, locked, deleteSelfEnabled, createOrganizationEnabled, createdAt, updatedAt) VALUES (?,?,?,?,?,?,?,?,0,0,1,1,?,?)',
        args: [
          `user_${index}`,
          `name${index}`,
          name,
          `Last${index}`,
          `idn_${index}`,
          '{}',
          '{}',
          '{}',
          now + index,
          now,
        ],
      },
      {
        sql: 'INSERT INTO email_addresses (id, userId, emailAddress, verified, verificationStrategy, createdAt, updatedAt) VALUES (?,?,?,1,?,?,?)',
        args: [`idn_${index}`, `user_${index}`, `${name.toLowerCase()}${index}@example.com`, 'admin', now, now],
      },
    );
  }
  await client.batch(statements, 'write');
}
client.close();

// A process of its own has no memory of what was measured before.
const opened = `
  import { createEmulator } from ${JSON.stringify(import.meta.resolve('@acme/emulator'))};
  const emulator = await createEmulator({ database: process.argv[1] });
  const headers = { authorization: 'Bearer ' + emulator.secretKey };
  for (let index = 0; index < 100; index += 1) {
    await (await fetch(emulator.url + '/v1/users?limit=100&query=grace' + index, { headers })).json();
  }
  console.log('memory after 100 searches:', Math.round(process.memoryUsage().rss / 1e6), 'MB');
  await emulator.close();
`;
process.stdout.write(execFileSync(process.execPath, ['--input-type=module', '--eval', opened, database]));

const emulator = await createEmulator({ database });
const clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
/** @type {Record<string, object>} */
const queries = {
  'no filter': { limit: 100 },
  "query: 'grace1'": { limit: 100, query: 'grace1' },
  "query: 'last99'": { limit: 100, query: 'last99' },
  'query: nobody': { limit: 100, query: 'no such person' },
  emailAddress: { limit: 100, emailAddress: ['ada8@example.com'] },
};
for (const [name, params] of Object.entries(queries)) {
  /** @type {number[]} */
  const times = [];
  let found = 0;
  for (let round = 0; round < 21; round += 1) {
    const before = performance.now();
    const response = await fetch(
      `${emulator.url}/v1/users?${new URLSearchParams(Object.entries(params).map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), String(value)]))}`,
      { headers: { authorization: `Bearer ${emulator.secretKey}` } },
    );
    found = (await response.json()).length;
    times.push(performance.now() - before);
  }
  times.sort((left, right) => left - right);
  console.log(name.padEnd(20), `${found} users`.padEnd(10), `median ${times[10]?.toFixed(1)} ms`);
}
console.log(await clerk.users.getCount(), 'users');
await emulator.close();
await rm(folder, { recursive: true });
