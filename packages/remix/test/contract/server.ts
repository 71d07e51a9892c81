import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/server-runtime';
import {
  calledGuards,
  defineAdapter,
  guardArguments,
  serveWebHandlers,
  type Setup,
  type StartWebhooks,
} from 'adapter-kit';
import {
  addAuthHeaders,
  clerkClient,
  configureClerk,
  getAuth,
  protect,
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
} from '../../src/ssr.server.js';
import { verifyWebhook } from '../../src/webhooks.js';
import { serveRemix, type Route } from '../serve-remix.js';

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Answer = (args: Args) => Promise<Response>;

const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), { ...init, headers: { 'content-type': 'application/json', ...init.headers } });

/** Shows an error to the test. What Remix takes as an answer is left alone. */
const shown =
  (answer: Answer): Answer =>
  async (args) => {
    try {
      return await answer(args);
    } catch (error) {
      if (error instanceof Response) throw error;
      const { name, code, message } = error as Error & { readonly code?: string };
      return json({ name, code, message }, { status: 500 });
    }
  };

/** A resource route that answers every method. */
function resource(path: string | undefined, answer: Answer): Route {
  const run = shown(answer);
  return { ...(path === undefined ? { index: true } : { path }), module: { loader: run, action: run } };
}

function who(setup: Setup): Answer {
  return async (args) => {
    const { searchParams } = new URL(args.request.url);
    const acceptsToken = searchParams.get('accepts');
    const options = acceptsToken ? { acceptsToken } : setup.getAuth;
    const auth: object = await (options ? getAuth(args, options) : getAuth(args));
    const headers = searchParams.has('cached') ? { 'cache-control': 'public, s-maxage=600' } : {};
    return addAuthHeaders(args, json({ ...auth }, { headers }));
  };
}

const client: Answer = async (args) => {
  const { id = '' } = args.params;
  const { users } = await clerkClient(args);
  const ids = new URL(args.request.url).searchParams.has('twice') ? [id, id] : [id];
  const [user] = await Promise.all(ids.map((each) => users.getUser(each)));
  return json({ id: user?.id });
};

/** No route is there for the path. The proxy of the Frontend API is reached here. */
const elsewhere: Answer = async (args) => {
  await getAuth(args);
  return json({ error: 'Not Found' }, { status: 404 });
};

/** Starts the server that `Start` of the kit describes. */
function start(setup: Setup): Promise<string> {
  configureClerk(setup.options ?? {});
  const rule = guardArguments(setup);
  return serveRemix({
    routes: {
      who: resource('who', who(setup)),
      guarded: resource('guarded', async (args) => {
        const [options] = rule;
        await (rule.length === 0 ? protect(args) : protect(args, options as { readonly token: 'any' }));
        return json({ passed: true });
      }),
      client: resource('client/:id', client),
      body: resource('body', async ({ request }) => json({ text: await request.text() })),
      webhooks: resource('webhooks', async (args) => json(await verifyWebhook(args))),
      index: resource(undefined, elsewhere),
      elsewhere: resource('*', elsewhere),
    },
  });
}

const startWebhooks =
  (before: (args: Args) => unknown = () => undefined): StartWebhooks =>
  async (signingSecret) => {
    const answer: Answer = async (args) => {
      await before(args);
      const show = ({ name, code }: Error & { code?: string }) => ({ name, code });
      return json(await verifyWebhook(args, { signingSecret }).catch(show));
    };
    return `${await serveRemix({ routes: { webhooks: resource('webhooks', answer) } })}/webhooks`;
  };

/** The package in resource routes of Remix, on Node.js. */
export const adapter = defineAdapter({
  name: 'Remix',
  start,
  framework: {
    refusesUnusualHosts: true,
    parsesListsInForms: false,
    preflight: 401,
    settlesTargets: true,
    authenticatesWithoutMiddleware: true,
    syncsSatellites: true,
  },
  guards: calledGuards('await protect(args)'),
  webhooks: {
    verified: { 'nothing was read': startWebhooks() },
    parsed: {},
    unavailable: { 'something read the request': startWebhooks((args) => args.request.text()) },
  },
  metadata: (resource, server) => {
    const [ofResource, ofServer] = [protectedResourceHandlerClerk(resource), authServerMetadataHandlerClerk(server)];
    return serveWebHandlers({
      resource: (request) => ofResource({ request, context: {} }),
      server: (request) => ofServer({ request, context: {} }),
    });
  },
  http2: { without: 'remix-serve serves HTTP/1.1 only' },
  handMade: { without: 'getAuth(args) reads the request, which carries no auth object' },
  requestClient: true,
  exportedClient: { without: 'clerkClient(args) gives the client of a request' },
});
