// A server of Remix with one resource route.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createHandler } from './create-handler.js';

const { readUser } = await import(`./subjects/${process.env.BENCH_SUBJECT ?? 'bare'}.js`);

const handle = createHandler(readUser);
const server = createServer(getRequestListener((request) => handle(request)));
server.listen(0, 'localhost', () => console.log(`http://localhost:${server.address().port}`));
