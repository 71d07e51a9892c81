import { serve } from '@hono/node-server';
import { app } from './app.js';

const port = Number(process.env.PORT ?? 3000);
const server = serve({ fetch: app.fetch, port }, () => console.log(`Example app: http://localhost:${port}`));
server.on('error', (error: Error) => {
  console.error(`The example app cannot listen on port ${port}: ${error.message}`);
  process.exit(1);
});
