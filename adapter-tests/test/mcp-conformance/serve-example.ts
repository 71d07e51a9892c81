import { getRequestListener } from '@hono/node-server';
import { createApp } from 'example-mcp/app';
import { startServer } from 'testing';

/** Serves the example. @returns the address of its tools, which is the resource of tokens */
export async function serveExample(): Promise<string> {
  // The address of the server is known when it listens, and part of what it serves.
  const served: { app?: ReturnType<typeof createApp> } = {};
  const listener = getRequestListener((request) => served.app?.fetch(request) ?? new Response(null, { status: 503 }));
  const { url } = await startServer((request, response) => void listener(request, response), { hostname: 'localhost' });
  served.app = createApp(`${url}/mcp`);
  return `${url}/mcp`;
}
