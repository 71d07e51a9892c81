// A process of its own that takes tokens with proofs, with the built package and a shared Redis.
import { createServer } from 'node:http';
import KeyvRedis, { createClient } from '@keyv/redis';
import Keyv from 'keyv';
import { createClerkClient } from '@acme/backend';
import { createGuard, requestHead } from '@acme/backend/adapter';
import { createRedisReplayStore, dpopProofs } from '@acme/backend/dpop';

const { redisUrl, kind, options, resource } = JSON.parse(process.argv[2] ?? '{}');

const redis = createClient({ url: redisUrl, socket: { reconnectStrategy: 50 } });
// A store that breaks reports it as an event too; requests go on without it.
redis.on('error', () => undefined);
await redis.connect();

const stores = {
  redis: () => createRedisReplayStore((command) => redis.sendCommand([...command])),
  keyv: () => {
    const keyv = new Keyv(new KeyvRedis(redis));
    keyv.on('error', () => undefined);
    return keyv;
  },
};
const clerk = createClerkClient({ ...options, dpop: dpopProofs({ replayStore: stores[kind](), origin: resource }) });
const guard = createGuard({ token: 'oauth_token', dpop: true });

const server = createServer(async (incoming, answer) => {
  const request = new Request(new URL(incoming.url ?? '/', resource), { headers: incoming.headers });
  const state = await clerk.authenticateRequest(request, { acceptsToken: 'oauth_token' });
  const verdict = guard(state, requestHead(request));
  answer
    .writeHead(verdict.kind === 'refuse' ? verdict.response.status : 200, { 'x-reason': state.reason ?? 'none' })
    .end();
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
