// A process of its own that verifies tokens for its parent, with the built package and keys in a shared Redis.
import KeyvRedis from '@keyv/redis';
import { createClerkClient } from '@acme/backend';
import { createKeyStore } from '@acme/backend/key-store';
import { Keyv } from 'keyv';

const { redisUrl, options } = JSON.parse(process.argv[2] ?? '{}');

const store = new Keyv({ store: new KeyvRedis({ url: redisUrl, disableOfflineQueue: true }) });
// A store that breaks reports it as an event too; requests go on without it.
store.on('error', () => undefined);

const clerk = createClerkClient({ ...options, keyStore: createKeyStore(store) });

process.on('message', async (token) => {
  const request = new Request('http://localhost/', { headers: { authorization: `Bearer ${token}` } });
  const { isAuthenticated, reason } = await clerk.authenticateRequest(request);
  process.send?.(isAuthenticated ? 'signed-in' : reason);
});
process.send?.('ready');
