// A server with the handler that Astro has built for a subject.
import { createServer } from 'node:http';

const { handler } = await import(`./dist/${process.env.BENCH_SUBJECT ?? 'bare'}/server/entry.mjs`);
const server = createServer(handler);
server.listen(0, 'localhost', () => console.log(`http://localhost:${server.address().port}`));
