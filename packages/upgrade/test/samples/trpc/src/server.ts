import type { AddressInfo } from 'node:net';
import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express from 'express';
import { createContext } from './context.js';
import { appRouter } from './router.js';

const app = express();

app.use('/trpc', ClerkExpressWithAuth(), createExpressMiddleware({ router: appRouter, createContext }));

const server = app.listen(Number(process.env.PORT ?? 3000), () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ port }));
});
