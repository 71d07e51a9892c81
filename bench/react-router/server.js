// An application of React Router with one resource route, as a build of it would be; on Node.js.
import { getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';
import { createRequestHandler, RouterContextProvider } from 'react-router';

const subject = process.env['BENCH_SUBJECT'] ?? 'bare';
const packages = { ours: '@acme/react-router/server', official: '@clerk/react-router/server' };
/** @type {import('@acme/react-router/server') | undefined} */
const auth = subject === 'bare' ? undefined : await import(packages[/** @type {keyof typeof packages} */ (subject)]);

/** @param {import('react-router').LoaderFunctionArgs} args */
const loader = async (args) => Response.json(auth ? (await auth.getAuth(args)).userId : 'anybody');

const routes = {
  root: { id: 'root', path: '', module: { default: () => null, middleware: auth ? [auth.clerkMiddleware()] : [] } },
  user: { id: 'user', parentId: 'root', path: 'user', module: { loader } },
};
const build = {
  entry: { module: { default: () => new Response() } },
  routes,
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
  basename: '/',
  publicPath: '/',
  assetsBuildDirectory: '',
  future: { v8_middleware: true },
  ssr: true,
  isSpaMode: false,
  prerender: [],
  routeDiscovery: { mode: 'initial' },
};
const handle = createRequestHandler(/** @type {never} */ (build), 'production');
const listener = getRequestListener((request) => handle(request, /** @type {never} */ (new RouterContextProvider())));
const server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`http://127.0.0.1:${String(port)}`);
});
