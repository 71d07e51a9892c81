import { createEmulator } from '@acme/emulator';
import type { RecordedApp } from 'adapter-kit';
import type { APIContext } from 'astro';
import { atTheEnd, withEnvironment } from 'testing';
import {
  clerkClient,
  clerkMiddleware,
  createRouteMatcher,
  type ClerkMiddlewareAuth,
  type ClerkMiddlewareHandler,
} from '../../src/server.js';
import type { Major } from '../astro-versions.js';
import { serveApplication } from '../serve-application.js';

/** Who exists: as many as when the answers of the official package were recorded. */
const users = [
  { email_address: 'ada@example.com', username: 'ada', first_name: 'Ada' },
  { email_address: 'grace@example.com', username: 'grace', first_name: 'Grace' },
  { email_address: 'alan@example.com', username: 'alan', first_name: 'Alan' },
];

const read = (text: string | null) => (text ? (JSON.parse(text) as object) : undefined);

interface Arguments {
  readonly auth?: { readonly acceptsToken: 'any' };
  readonly rts?: { readonly returnBackUrl: null };
}

const shown = (auth: object) =>
  Object.fromEntries(
    Object.entries(auth)
      .map(([name, value]) => [name, typeof value === 'function' ? '[fn]' : (value as unknown)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const html = (body: string) => new Response(body, { headers: { 'content-type': 'text/html' } });

async function page({ locals }: APIContext): Promise<Response> {
  const auth = locals.auth();
  const user = await locals.currentUser();
  return html(
    JSON.stringify({
      userId: auth.userId,
      keys: Object.keys(auth).sort(),
      user: user?.id ?? null,
      authStatus: locals.authStatus,
      authToken: Boolean(locals.authToken),
      authReason: locals.authReason,
      authMessage: locals.authMessage,
      locals: Object.keys(locals).sort(),
    }),
  );
}

async function client(context: APIContext): Promise<Response> {
  const { data } = await clerkClient(context).users.getUserList();
  return Response.json({ total: data.length, same: clerkClient(context) === clerkClient(context) });
}

const routes: Readonly<Record<string, (context: APIContext) => Response | Promise<Response>>> = {
  '/': () => html('home'),
  '/ssr': page,
  '/api/auth': ({ url, locals }) => {
    const options = read(url.searchParams.get('o')) as { readonly acceptsToken: 'any' } | undefined;
    const found: object = locals.auth(options);
    return Response.json({ ...shown(found), __locals: Object.keys(locals).sort() });
  },
  '/api/client': client,
  '/api/rts': ({ locals }) => locals.auth().redirectToSignIn(),
  '/protected': ({ url, locals }) => locals.auth().redirectToSignIn(read(url.searchParams.get('o'))),
  '/api/html': ({ url }) =>
    new Response('<html><head><title>x</title></head><body>b</body></html>', {
      headers: { 'content-type': url.searchParams.get('ct') ?? '' },
    }),
  '/api/cookies': ({ cookies }) => {
    cookies.set('mine', '1', {});
    return new Response('ok', {
      headers: [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
    });
  },
};

function keys(auth: ClerkMiddlewareAuth, options: Arguments['auth']): Response {
  const { tokenType, isAuthenticated, ...others } = auth(options);
  const userId = 'userId' in others ? others.userId : undefined;
  const names = [...Object.keys(others), 'tokenType', 'isAuthenticated'].sort();
  return Response.json({ keys: names, userId, tokenType, isAuthenticated });
}

const isProtected = createRouteMatcher(['/mw-protected(.*)']);

/** What the handler of the middleware does, by the name under which it was recorded. */
const handlers: Readonly<Record<string, ClerkMiddlewareHandler>> = {
  rts: (auth, { request }) => {
    const { rts } = (read(request.headers.get('x-test-args')) ?? {}) as Arguments;
    auth().redirectToSignIn(rts);
  },
  json: (auth, { request }) => keys(auth, ((read(request.headers.get('x-test-args')) ?? {}) as Arguments).auth),
  throw: () => {
    throw new Error('thrown');
  },
  redirect: (_, { redirect }) => redirect('/elsewhere'),
  undefined: () => undefined,
  next: (_, __, next) => next(),
  rewrite: (_, { rewrite }) => rewrite('/ssr'),
};

const onRequest = clerkMiddleware(
  (auth, context, next) => {
    if (isProtected(context)) auth().redirectToSignIn();
    return handlers[context.request.headers.get('x-test-handler') ?? '']?.(auth, context, next);
  },
  ({ request }) => read(request.headers.get('x-test-options')) ?? {},
);

/**
 * Serves the application whose answers were recorded, with ours.
 * @param missing - variables that it does not have
 */
export async function serveRecordedApp(major: Major, missing: readonly string[] = []): Promise<RecordedApp> {
  const emulator = await createEmulator({ seed: { users } });
  atTheEnd(() => emulator.close());
  // When it was recorded, no sign-in page was named, and the official package does not read the key of tokens.
  const names = ['CLERK_SIGN_IN_URL', 'CLERK_SIGN_UP_URL', 'CLERK_JWT_KEY', ...missing];
  const unset = Object.fromEntries(names.map((name) => [name, '']));
  withEnvironment({ ...emulator.env, ...unset }, { without: 'CLERK_' });
  const route = (context: APIContext) =>
    routes[context.url.pathname]?.(context) ??
    new Response(`Path: ${context.url.pathname}`, { status: 404, headers: { 'content-type': 'text/html' } });
  return { emulator, url: await serveApplication({ onRequest, route }, major) };
}

/** The result of a handshake that the service has kept for this browser. */
export async function nonceOf({ emulator, url }: RecordedApp, cookie: string): Promise<string> {
  const address = new URL(`${emulator.url}/accounts.dev/v1/client/handshake`);
  const devBrowser = /__clerk_db_jwt=([^;]+)/.exec(cookie)?.[1] ?? '';
  const query = { redirect_url: `${url}/ssr?x=1`, format: 'nonce', __clerk_db_jwt: devBrowser };
  address.search = new URLSearchParams(query).toString();
  const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('__clerk_handshake_nonce') ?? '';
}
