// CPU that authentication adds to a request of a whole server, and its latency: bare framework, ours and the official adapter.
// Each server is a process of its own; load goes to one after the other in turns.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { SignJWT, exportPKCS8, exportSPKI, generateKeyPair, importPKCS8 } from 'jose';
import { report } from './report.js';

const rounds = process.argv.includes('--quick') ? 3 : 7;
const secondsPerTurn = process.argv.includes('--quick') ? 2 : 4;
const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
const jwtKey = await exportSPKI(publicKey);
const signingKey = await importPKCS8(await exportPKCS8(privateKey), 'RS256');
const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const now = Math.floor(Date.now() / 1000);

const sign = (/** @type {number} */ index) =>
  new SignJWT({
    sub: `user_${index}`,
    sid: `sess_${index}`,
    azp: 'https://app.example.com',
    v: 2,
    sts: 'active',
    fva: [3, -1],
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_bench', typ: 'JWT', cat: 'cl_B7d4PD111AAA' })
    .setIssuer('https://clerk.example.com')
    .setIssuedAt(now)
    .setNotBefore(now - 10)
    .setExpirationTime(now + 3600)
    .sign(signingKey);
const tokens = await Promise.all(
  Array.from({ length: process.argv.includes('--quick') ? 30_000 : 60_000 }, (_, index) => sign(index)),
);
let next = 0;

/** @type {Readonly<Record<string, () => string>>} */
const loads = {
  'tokens seen before': () => tokens[next++ % 100] ?? '',
  'tokens never seen': () => tokens[next++ % tokens.length] ?? '',
};
const others = Array.from({ length: 5 }, (_, index) => `cookie_${index}=${'x'.repeat(200)}`).join('; ');

/** @param {string} name */
async function startServer(name) {
  const child = fork(fileURLToPath(new URL('server.js', import.meta.url)), [name], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_SECRET_KEY: 'sk_live_bench',
      CLERK_JWT_KEY: jwtKey,
    },
  });
  const [port] = await once(child, 'message');
  return { name, child, port: Number(port) };
}

/**
 * @param {Awaited<ReturnType<typeof startServer>>} server
 * @param {() => string} token
 * @param {number} seconds
 */
async function turn({ child, port }, token, seconds) {
  const cpu = async () => {
    child.send('cpu');
    const [used] = await once(child, 'message');
    return Number(used);
  };
  /** @type {number[]} */
  const times = [];
  const before = await cpu();
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/`,
    connections: 10,
    duration: seconds,
    setupClient: (client) => {
      const renew = () =>
        client.setHeaders({
          cookie: `${others}; __client_uat=${now - 60}; __session=${token()}`,
          accept: 'application/json',
          host: 'app.example.com',
        });
      renew();
      client.on('response', (_status, _bytes, ms) => {
        times.push(ms);
        renew();
      });
    },
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} wrong answers, ${result.errors} errors`);
  const used = ((await cpu()) - before) / result.requests.total;
  times.sort((left, right) => left - right);
  const percentile = (/** @type {number} */ share) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { cpu: used, p50: percentile(0.5), p99: percentile(0.99) };
}

const median = (/** @type {readonly number[]} */ values) =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;

for (const framework of ['express', 'fastify', 'hono']) {
  const kinds =
    framework === 'express'
      ? ['bare', 'bare again', 'empty middleware', 'check alone', 'ours', 'official']
      : ['bare', 'check alone', 'ours', 'official'];
  const servers = await Promise.all(kinds.map((kind) => startServer(`${framework} ${kind}`)));
  for (const [load, token] of Object.entries(loads)) {
    /** @type {Map<string, { cpu: number, p50: number, p99: number }[]>} */
    const turns = new Map(servers.map(({ name }) => [name, []]));
    for (const server of servers) await turn(server, token, 3);
    for (let round = 0; round < rounds; round += 1) {
      for (const server of [...servers.slice(round % servers.length), ...servers.slice(0, round % servers.length)])
        turns.get(server.name)?.push(await turn(server, token, secondsPerTurn));
    }
    const bare = median(turns.get(`${framework} bare`)?.map(({ cpu }) => cpu) ?? []);
    const quietest = (/** @type {string} */ name) => Math.min(...(turns.get(name)?.map(({ cpu }) => cpu) ?? []));
    const bareP99 = median(turns.get(`${framework} bare`)?.map(({ p99 }) => p99) ?? []);
    report(
      `${framework}, ${load}`,
      servers.map(({ name }) => {
        const own = turns.get(name) ?? [];
        const cpu = median(own.map((each) => each.cpu));
        return {
          name,
          'CPU µs per request': cpu,
          'over bare': cpu - bare,
          // What disturbs a turn only ever adds to it.
          'over bare, quietest turns': quietest(name) - quietest(`${framework} bare`),
          'p50 ms': median(own.map(({ p50 }) => p50)),
          'p99 ms': median(own.map(({ p99 }) => p99)),
          'p99 to bare': median(own.map(({ p99 }) => p99)) / bareP99,
        };
      }),
    );
  }
  for (const { child } of servers) child.kill();
}
