// How long after a revocation in one process others refuse the token: several processes, a real Redis, percentiles.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createClient } from '@keyv/redis';
import { createRedisRevocationStore, revokeTokens } from '@acme/backend';
import { report } from './report.js';
import { jwtKey, publishableKey, signTokens } from './session-tokens.js';

const isQuick = process.argv.includes('--quick');
const processes = isQuick ? 4 : 8;
const revoked = isQuick ? 100 : 1000;
const secretKey = 'sk_live_bench';

const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const address = probe.address();
const port = typeof address === 'object' && address ? address.port : 0;
probe.close();
const program = process.env.REDIS_SERVER_PATH ?? 'redis-server';
const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
const server = spawn(program, settings, { stdio: 'ignore' });
const redisUrl = `redis://127.0.0.1:${port}`;
const redis = createClient({ url: redisUrl });
redis.on('error', () => undefined);
await redis.connect();
const revocations = { store: createRedisRevocationStore((command) => redis.sendCommand([...command])) };

const tokens = await signTokens(revoked);
const sessionOf = (/** @type {string} */ token) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sid;
const file = fileURLToPath(new URL('revocation-process.js', import.meta.url));
const options = { publishableKey, secretKey, jwtKey };
const children = Array.from({ length: processes }, () => fork(file, [JSON.stringify({ redisUrl, options })]));
for (const child of children) child.send(tokens);
await Promise.all(children.map((child) => once(child, 'message')));

/** @type {number[]} */
const revokedAt = [];
/** @type {number[]} */
const delays = [];
/** @type {() => void} */
let onRefused = () => undefined;
for (const child of children) {
  child.on('message', (message) => {
    const { index, at } = Object(message);
    delays.push(Math.max(0, at - (revokedAt[index] ?? 0)));
    onRefused();
  });
  child.send('go');
}
const clock = () => performance.timeOrigin + performance.now();
for (const [index, token] of tokens.entries()) {
  revokedAt[index] = clock();
  await revokeTokens({ sessionId: sessionOf(token) }, { revocations, secretKey });
  // At any point of the readers' turn.
  await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 60));
}
await new Promise((resolve) => {
  onRefused = () => delays.length >= processes * revoked && resolve(undefined);
  onRefused();
});
const sorted = delays.sort((left, right) => left - right);
const at = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
report(`${revoked} revocations in ${processes} processes: ms until a token is refused`, [
  { name: 'ms', p50: at(0.5), p90: at(0.9), p99: at(0.99), worst: at(1) },
]);
for (const child of children) child.kill();
redis.destroy();
server.kill();
