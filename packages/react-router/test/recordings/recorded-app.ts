import { createEmulator, type Emulator } from '@acme/emulator';
import { fillWith, type RecordedApp } from 'adapter-kit';
import { data, redirect, type LoaderFunctionArgs, type MiddlewareFunction } from 'react-router';
import { atTheEnd, withEnvironment } from 'testing';
import { clerkClient, clerkMiddleware, getAuth, rootAuthLoader, type RootAuthLoaderArgs } from '../../src/server.js';
import { serveRoutes, type Major, type RouteModule } from '../serve-routes.js';

type Callback = (args: RootAuthLoaderArgs<LoaderFunctionArgs>) => unknown;

/** The callbacks of the root loader, by the name under which they were recorded. */
const callbacks: Readonly<Record<string, Callback>> = {
  object: ({ request }) => ({ uid: request.auth.userId, keys: Object.keys(request.auth) }),
  async: () => Promise.resolve({ a: 1 }),
  promise: () => ({ later: Promise.resolve('later') }),
  null: () => null,
  undefined: () => undefined,
  data: () => data({ d: 1 }, { status: 203, headers: { 'x-own': '1', 'set-cookie': 'own=1' } }),
  json: () => Response.json({ j: 1 }, { status: 203 }),
  text: () => new Response('text'),
  redirect: () => redirect('/page'),
  throwredirect: () => {
    // React Router answers with it.
    throw redirect('/page');
  },
  array: () => [1, 2],
  string: () => 'text',
  throw: () => {
    throw new Error('thrown');
  },
};

async function rootLoader(args: LoaderFunctionArgs): Promise<unknown> {
  const form = new URL(args.request.url).searchParams.get('root') ?? '';
  if (form === 'none') return null;
  if (form === 'options') return rootAuthLoader(args, { loadUser: true });
  if (form === 'opts3') return rootAuthLoader(args, () => ({ user: 'undefined' }), { loadUser: true });
  const callback = callbacks[form];
  return callback ? rootAuthLoader(args, callback) : rootAuthLoader(args);
}

async function pageLoader(args: LoaderFunctionArgs): Promise<unknown> {
  const { isAuthenticated, userId, sessionId } = await getAuth(args);
  const guards = new URL(args.request.url).searchParams.has('guard');
  if (guards && !userId) throw redirect(`/sign-in?redirect_url=${args.request.url}`);
  return { isAuthenticated, userId, sessionId };
}

const shown = (auth: object) =>
  Object.fromEntries(Object.entries(auth).map(([name, value]) => [name, typeof value === 'function' ? 'fn' : value]));

async function me(args: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(args.request.url);
  const kinds = searchParams.get('accepts')?.split(',');
  const acceptsToken = kinds?.length === 1 ? kinds[0] : kinds;
  const options = {
    ...(acceptsToken && { acceptsToken }),
    ...(searchParams.has('pending') && { treatPendingAsSignedOut: false }),
  };
  try {
    return Response.json(shown(await getAuth(args, options as { readonly acceptsToken: 'any' })));
  } catch (error) {
    return caught(error);
  }
}

/** How the application that was recorded reports an error. */
function caught(error: unknown): Response {
  const { name, message, status } = error as Error & { readonly status?: number };
  return Response.json({ error: message, name, status }, { status: 599 });
}

async function user(args: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(args.request.url);
  try {
    const client = clerkClient(args, searchParams.has('over') ? { secretKey: 'sk_test_wrong' } : undefined);
    if (searchParams.has('shape')) return Response.json({ type: typeof client.users.getUser });
    const { userId } = await getAuth(args);
    const found = await client.users.getUser(String(userId));
    return Response.json({ email: found.primaryEmailAddress?.emailAddress });
  } catch (error) {
    return caught(error);
  }
}

const kinds: Readonly<Record<string, (args: LoaderFunctionArgs, emulator: Emulator) => unknown>> = {
  'immutable-redirect': () => Response.redirect('http://127.0.0.1:9/elsewhere'),
  fetched: (_, emulator) => fetch(`${emulator.url}/v1/health`),
  'throw-response': () => {
    throw new Response('no', { status: 403 });
  },
  'throw-error': () => {
    throw new Error('thrown');
  },
  redirect: () => redirect('/page'),
  cookie: () =>
    new Response('c', {
      headers: [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
    }),
  noargs: () => getAuth(undefined as never).catch(() => Response.json({ error: '*' }, { status: 599 })),
  noctx: ({ request }) => getAuth({ request } as never).catch(() => Response.json({ error: '*' }, { status: 599 })),
  plain: () => new Response('kind plain'),
};

const show = () => 'page';
const page = { loader: pageLoader, Component: show } satisfies RouteModule;

async function pageAction(args: LoaderFunctionArgs) {
  const { isAuthenticated, userId } = await getAuth(args);
  return { acted: true, isAuthenticated, userId };
}

/** How the application is set up. Default: by the environment alone. */
interface Setup {
  /** Variables that differ; `{publishable key}`, `{secret key}` and `{jwt key}` are those of the service. */
  readonly environment?: Readonly<Record<string, string | null>>;
  /** Makes the middleware; null: there is none. */
  readonly middleware?: ((emulator: Emulator) => MiddlewareFunction<Response>) | null;
}

function setEnvironment({ env }: Emulator, changed: Readonly<Record<string, string | null>>): void {
  const fill = fillWith({
    'publishable key': env['CLERK_PUBLISHABLE_KEY'] ?? '',
    'secret key': env['CLERK_SECRET_KEY'] ?? '',
    'jwt key': env['CLERK_JWT_KEY'] ?? '',
  });
  const own = Object.entries(changed).map(([name, value]) => [name, value === null ? undefined : fill(value)] as const);
  withEnvironment({ ...env, CLERK_JWT_KEY: undefined, ...Object.fromEntries(own) }, { without: 'CLERK_' });
}

/** Serves the application whose answers were recorded, with ours. */
export async function serveRecordedApp(
  major: Major,
  { environment = {}, middleware = () => clerkMiddleware() }: Setup = {},
): Promise<RecordedApp> {
  const emulator = await createEmulator();
  atTheEnd(() => emulator.close());
  setEnvironment(emulator, environment);
  const url = await serveRoutes(major, {
    // A mistake in the options is the answer to a request, not the end of the test.
    root: {
      middleware: middleware ? [(args, next) => middleware(emulator)(args, next)] : [],
      loader: rootLoader,
    },
    routes: {
      index: page,
      page: { ...page, action: pageAction },
      me: { loader: me, action: me },
      user: { loader: user },
      'kinds/:kind': { loader: (args) => kinds[String(args.params['kind'])]?.(args, emulator) },
    },
  });
  return { emulator, url };
}
