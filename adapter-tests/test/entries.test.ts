import { expect, it } from 'vitest';

it.each(['express', 'fastify', 'hono'])(
  '@acme/%s has entries for types alone that exist at run time too',
  async (name) => {
    await expect(import(`@acme/${name}/types`)).resolves.toBeDefined();
    await expect(import(`@acme/${name}/package.json`, { with: { type: 'json' } })).resolves.toBeDefined();
  },
);
