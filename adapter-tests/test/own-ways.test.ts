import * as onFastify from '@acme/fastify';
import * as onHono from '@acme/hono';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';

const bindings = { CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`, CLERK_SECRET_KEY: 'sk_live_x' };

describe('fastify', () => {
  it('tells a hook that is none when the plugin is registered', async () => {
    const app = Fastify();
    const registered = app.register(onFastify.clerkPlugin, { hookName: 'onSend' as never });
    await expect(registered.then(() => app.ready())).rejects.toMatchObject({ code: 'option_invalid' });
  });
});

describe('hono', () => {
  it('makes one client, not one for each request', async () => {
    const app = new Hono();
    const clients: unknown[] = [];
    app.use(onHono.clerkMiddleware());
    app.get('/', (c) => {
      clients.push(c.get('clerk'));
      return c.text('');
    });
    await app.request('/', {}, bindings);
    await app.request('/', {}, { ...bindings });
    expect(clients).toHaveLength(2);
    expect(clients[0]).toBe(clients[1]);
    await app.request('/', {}, { ...bindings, CLERK_SECRET_KEY: 'sk_live_y' });
    expect(clients[2]).not.toBe(clients[0]);
  });

  it('has a client of the environment, and what the backend exports', () => {
    expect(onHono.clerkClient.users).toBeDefined();
    expect(onHono).toHaveProperty('createClerkClient');
    expect(onHono).toHaveProperty('verifyToken');
  });
});
