// A process of its own that authenticates what its parent sends, with the built package and a shared Redis.
import KeyvRedis from '@keyv/redis';
import { createClerkClient } from '@acme/backend';
import { Keyv } from 'keyv';

const { redisUrl, apiUrl } = JSON.parse(process.argv[2] ?? '{}');

const store = new Keyv({ store: new KeyvRedis(redisUrl) });
// A store that breaks reports it as an event too; requests go on without it.
store.on('error', () => undefined);

const clerk = createClerkClient({
  apiUrl,
  secretKey: 'sk_test_shared',
  machineTokenCache: { ttlMs: 60_000, store },
});

process.on('message', async (token) => {
  const started = Date.now();
  const state = await clerk.authenticateRequest(
    new Request('http://localhost/', { headers: { authorization: `Bearer ${token}` } }),
    { acceptsToken: 'api_key' },
  );
  process.send?.({ status: state.status, subject: state.toAuth()?.subject ?? null, ms: Date.now() - started });
});
process.send?.('ready');
