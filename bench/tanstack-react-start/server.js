// Serves the build of a subject, and prints its address.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';

const { default: application } = await import(`./dist/${process.env['BENCH_SUBJECT'] ?? 'bare'}/server/server.js`);
const server = createServer(getRequestListener(application.fetch, { overrideGlobalObjects: false }));
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
