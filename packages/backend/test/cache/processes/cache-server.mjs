// A process of its own that reads users for its parent, with the built package and a shared Redis.
import KeyvRedis from '@keyv/redis';
import { createClerkClient } from '@acme/backend';
import { verifyWebhook } from '@acme/backend/webhooks';
import { Keyv } from 'keyv';

const { redisUrl, apiUrl, secretKey, signingSecret } = JSON.parse(process.argv[2] ?? '{}');

const store = new Keyv({ store: new KeyvRedis(redisUrl) });
// A store that breaks reports it as an event too; calls go on without it.
store.on('error', () => undefined);
await store.set('ready', true, 1);

const cache = { ttlMs: 600_000, store };
const clerk = createClerkClient({ apiUrl, secretKey, cache });

const actions = {
  getUser: async (id) => (await clerk.users.getUser(id)).firstName,
  receive: async ({ body, headers }) => {
    const request = new Request('http://localhost/', { method: 'POST', body, headers });
    await verifyWebhook(request, { signingSecret, cache, secretKey });
    return 204;
  },
};

process.on('message', async ({ action, value }) => process.send?.(await actions[action](value)));
process.send?.('ready');
