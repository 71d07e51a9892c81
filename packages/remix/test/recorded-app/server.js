import { createClerkClient, verifyToken } from '@acme/remix/api.server';
import { getAuth, rootAuthLoader } from '@acme/remix/ssr.server';
import { createRequestHandler } from '@remix-run/express';
import { data, defer, installGlobals, json, redirect } from '@remix-run/node';
import express from 'express';

// The application that the official package was recorded with, as its build is; served as `remix-serve` does. SINGLE_FETCH=1 turns single fetch on.

const singleFetch = process.env.SINGLE_FETCH === '1';
installGlobals({ nativeFetch: singleFetch });

const text = (body, init) => new Response(body, init);
const searchOf = ({ request }) => new URL(request.url).searchParams;
const later = () => new Promise((resolve) => setTimeout(() => resolve('later'), 20));
const own = { status: 203, headers: { 'x-own': 'yes', 'set-cookie': 'own=1' } };
const thrown = (value) => {
  throw value;
};

/** What the function of `rootAuthLoader` gives, by the name in the address. */
const forms = {
  object: ({ request }) => ({ uid: request.auth.userId, keys: Object.keys(request.auth).sort() }),
  json: () => json({ a: 1 }, own),
  data: () => data({ a: 1, when: new Date(0) }, own),
  defer: () => defer({ a: 1, slow: later() }),
  deferinit: () => defer({ a: 1, slow: later() }, { status: 203, headers: { 'x-own': 'yes' } }),
  promise: () => ({ slow: later() }),
  null: () => null,
  undefined: () => undefined,
  text: () => text('text'),
  redirect: () => redirect('/page', { headers: { 'x-own': 'yes' } }),
  throwredirect: () => thrown(redirect('/page')),
  array: () => [1, 2],
  string: () => 'text',
  throw: () => thrown(new Error('failed')),
  date: () => ({ when: new Date(0), map: new Map([['a', 1]]) }),
  resources: ({ request: { user, session, organization } }) => ({
    user: user?.id ?? null,
    session: session?.id ?? null,
    organization: organization?.id ?? null,
  }),
};

async function rootLoader(args) {
  const form = searchOf(args).get('root');
  if (form === 'none') return json({ nothing: true });
  if (form === null) return rootAuthLoader(args);
  if (form === 'options') return rootAuthLoader(args, { signInUrl: '/other' });
  const loads = form === 'resources' ? { loadUser: true, loadSession: true, loadOrganization: true } : {};
  return rootAuthLoader(args, forms[form], loads);
}

async function pageLoader(args) {
  const { isAuthenticated, userId, sessionId } = await getAuth(args);
  if (searchOf(args).has('guard') && !userId) return redirect(`/sign-in?redirect_url=${args.request.url}`);
  return json({ isAuthenticated, userId, sessionId });
}

async function pageAction(args) {
  const { isAuthenticated, userId } = await getAuth(args);
  const form = await args.request.formData();
  return json({ acted: form.get('a'), isAuthenticated, userId });
}

async function me(args) {
  const search = searchOf(args);
  const accepts = search.get('accepts');
  const auth = await getAuth(args, {
    ...(accepts && { acceptsToken: accepts }),
    ...(search.has('pending') && { treatPendingAsSignedOut: false }),
    ...(search.has('sk') && { secretKey: process.env.CLERK_SECRET_KEY }),
  });
  return json(
    Object.fromEntries(Object.entries(auth).map(([name, value]) => [name, typeof value === 'function' ? 'fn' : value])),
  );
}

async function user(args) {
  if (searchOf(args).has('shape'))
    return json({ createClerkClient: typeof createClerkClient, verifyToken: typeof verifyToken });
  const { userId } = await getAuth(args);
  const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = process.env;
  const found = await createClerkClient({ secretKey, apiUrl }).users.getUser(userId);
  return json({ email: found.primaryEmailAddress.emailAddress });
}

const kinds = {
  noargs: () => getAuth(),
  noctx: ({ request }) => getAuth({ request }),
  plain: () => text('kind plain'),
};

async function kind(args) {
  try {
    return await kinds[args.params.kind](args);
  } catch (error) {
    return json({ error: error.message, code: error.code }, { status: 599 });
  }
}

const page = () => null;
const routes = {
  root: { id: 'root', path: '', module: { default: page, ErrorBoundary: page, loader: rootLoader } },
  'routes/index': { path: undefined, index: true, module: { default: page } },
  'routes/page': { path: 'page', module: { default: page, loader: pageLoader, action: pageAction } },
  'routes/me': { path: 'me', module: { loader: me, action: me } },
  'routes/user': { path: 'user', module: { loader: user } },
  'routes/kinds': { path: 'kinds/:kind', module: { loader: kind } },
};
for (const [id, route] of Object.entries(routes)) if (id !== 'root') Object.assign(route, { id, parentId: 'root' });

function handleRequest(_request, status, headers, { staticHandlerContext: { loaderData, actionData } }) {
  headers.set('content-type', 'text/html; charset=utf-8');
  return text(JSON.stringify({ loaderData, actionData }), { status, headers });
}

const build = {
  mode: 'production',
  entry: { module: { default: handleRequest, handleError: (error) => process.stderr.write(`${String(error)}\n`) } },
  routes,
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
  publicPath: '/',
  assetsBuildDirectory: '',
  future: { v3_singleFetch: singleFetch },
  isSpaMode: false,
};

const app = express();
app.disable('x-powered-by');
app.all('*', createRequestHandler({ build, mode: 'production' }));
const server = app.listen(0, 'localhost', () => process.stdout.write(`http://localhost:${server.address().port}\n`));
