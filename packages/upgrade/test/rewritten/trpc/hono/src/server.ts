import { clerkMiddleware } from '@acme/hono';
import { serve } from '@hono/node-server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono } from 'hono';
import { createContext } from './context.js';
import { appRouter } from './router.js';

const app = new Hono();

app.use('/trpc/*', clerkMiddleware(), (c) =>
  fetchRequestHandler({
    endpoint: '/trpc',
    req: c.req.raw,
    router: appRouter,
    createContext: () => createContext(c),
  }),
);

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(JSON.stringify({ port }));
});
