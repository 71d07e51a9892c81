// A server of Remix with one resource route, whose build is written by hand.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createRequestHandler } from '@remix-run/server-runtime';

const { readUser } = await import(`./subjects/${process.env.BENCH_SUBJECT ?? 'bare'}.js`);

const loader = async (args) => Response.json(await readUser(args));
const build = {
  mode: 'production',
  entry: { module: { default: () => new Response(), handleError: (error) => console.error(error) } },
  routes: {
    root: { id: 'root', path: '', module: { default: () => null } },
    user: { id: 'user', parentId: 'root', path: 'user', module: { loader } },
  },
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
  publicPath: '/',
  assetsBuildDirectory: '',
  future: { v3_singleFetch: true },
  isSpaMode: false,
};
const handle = createRequestHandler(build, 'production');
const server = createServer(getRequestListener((request) => handle(request)));
server.listen(0, 'localhost', () => console.log(`http://localhost:${server.address().port}`));
