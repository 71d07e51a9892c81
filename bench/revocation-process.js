// One of the processes of revocation-latency.js: asks for the same tokens all the time, and says when each is refused.
import { createClient } from '@keyv/redis';
import { createClerkClient, createRedisRevocationStore } from '@acme/backend';

const { redisUrl, options } = JSON.parse(process.argv[2] ?? '{}');
const redis = createClient({ url: redisUrl });
await redis.connect();
const revocations = { store: createRedisRevocationStore((command) => redis.sendCommand([...command])) };
const clerk = createClerkClient({ ...options, revocations });
const clock = () => performance.timeOrigin + performance.now();

const isRefused = async (/** @type {string} */ token) => {
  const headers = { authorization: `Bearer ${token}` };
  const state = await clerk.authenticateRequest(new Request('http://localhost/', { headers }));
  return state.reason === 'token-revoked';
};

/**
 * Checks the token that is revoked next until it is refused, then the one after it.
 * @param {readonly string[]} tokens
 */
async function watch(tokens) {
  for (const [index, token] of tokens.entries()) {
    while (!(await isRefused(token))) await new Promise((resolve) => setTimeout(resolve, 2));
    process.send?.({ index, at: clock() });
  }
}

process.once('message', async (tokens) => {
  const [first] = tokens;
  await isRefused(first);
  process.once('message', () => void watch(tokens));
  process.send?.('ready');
});
