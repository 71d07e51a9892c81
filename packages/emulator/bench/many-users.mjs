// Start, reset and seed of an emulator, and 64 of them in one process; then 100 000 users in a file: how long a search for a page of 100
// takes, and the memory. Run after `pnpm build`. The CPU time is steadier than the time on a busy machine.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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

// A process of its own has no memory of what was measured before.
const many = `
  import { createEmulator } from ${JSON.stringify(import.meta.resolve('@acme/emulator'))};
  const before = performance.now();
  const all = [];
  for (let index = 0; index < 64; index += 1) all.push(await createEmulator());
  console.log('64 emulators:', Math.round(performance.now() - before), 'ms,', Math.round(process.memoryUsage().rss / 1e6), 'MB');
  for (const emulator of all) await emulator.close();
`;
process.stdout.write(execFileSync(process.execPath, ['--input-type=module', '--eval', many]));

const exports = [];
for (let run = 0; run < 2; run += 1) {
  const one = await createEmulator({ deterministicIds: true, now: () => 1_900_000_000_000 });
  await one.signIn('ada@example.com');
  exports.push(JSON.stringify(await one.export()));
  await one.close();
}
console.log('exports of two runs:', exports[0]?.length, 'bytes,', exports[0] === exports[1] ? 'equal' : 'DIFFERENT');

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

const bin = fileURLToPath(new URL('../bin/acme-emulator.js', import.meta.url));
const child = spawn(process.execPath, [bin, 'start', '--port', '0', '--database', database], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
/** @type {Promise<string>} */
const listening = new Promise((resolve) => {
  let output = '';
  child.stdout.on('data', (text) => {
    output += String(text);
    const address = /CLERK_API_URL="?(http[^"\s]+)/.exec(output)?.[1];
    if (address) resolve(address);
  });
});
const address = await listening;
const megabytes = () => Math.round((Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) * 1024) / 1e6);
console.log('memory of the program with', count, 'users, started:', megabytes(), 'MB');
const headers = { authorization: `Bearer ${demo.secretKey}` };
let most = 0;
for (let index = 0; index < 1000; index += 1) {
  await (await fetch(`${address}/v1/users?limit=100&query=grace${index}`, { headers })).json();
  if (index % 10 === 0) most = Math.max(most, megabytes());
}
console.log('at most during 1000 searches:', most, 'MB');
const ended = new Promise((resolve) => child.on('exit', resolve));
child.kill('SIGTERM');
await ended;

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
