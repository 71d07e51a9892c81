// Serves the built application, without its files for browsers, and prints its address.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import application from './dist/server/server.js';

const server = createServer(getRequestListener(application.fetch, { overrideGlobalObjects: false }));
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://localhost:${server.address().port}\n`));
