import { serve } from '@hono/node-server';
import { createApp } from './app.js';

const port = Number(process.env.PORT ?? 3000);
// Behind a proxy this is the address that clients use.
const resource = process.env.MCP_RESOURCE ?? `http://localhost:${port}/mcp`;
const server = serve({ fetch: createApp(resource).fetch, port }, () => console.log(`MCP server: ${resource}`));
server.on('error', (error: Error) => {
  console.error(`The example cannot listen on port ${port}: ${error.message}`);
  process.exit(1);
});
