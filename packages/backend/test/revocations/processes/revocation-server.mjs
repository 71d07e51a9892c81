// A process of its own that decides what its parent sends, with the built package and a shared Redis.
import { createClient } from '@keyv/redis';
import { createClerkClient, createRedisRevocationStore } from '@acme/backend';
import { verifyWebhook } from '@acme/backend/webhooks';

const { redisUrl, options, signingSecret } = JSON.parse(process.argv[2] ?? '{}');

const redis = createClient({ url: redisUrl, socket: { reconnectStrategy: 50 } });
// A store that breaks reports it as an event too; requests go on without it.
redis.on('error', () => undefined);
await redis.connect();

const revocations = { store: createRedisRevocationStore((command) => redis.sendCommand([...command])) };
const clerk = createClerkClient({ ...options, revocations });

async function decide(token) {
  const started = performance.now();
  const headers = { authorization: `Bearer ${token}` };
  const state = await clerk.authenticateRequest(new Request('http://localhost/', { headers }));
  return { reason: state.reason, ms: performance.now() - started };
}

async function receive({ body, headers }) {
  const request = new Request('http://localhost/', { method: 'POST', body, headers });
  try {
    await verifyWebhook(request, { signingSecret, revocations, secretKey: options.secretKey });
    return { status: 204 };
  } catch (error) {
    return { status: 400, code: error.code };
  }
}

const actions = {
  decide,
  receive,
  revoke: (sessionId) => clerk.sessions.revokeSession(sessionId).then(({ id }) => ({ id })),
};

process.on('message', async ({ action, value }) => process.send?.(await actions[action](value)));
process.send?.('ready');
