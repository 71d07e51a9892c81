import { getRequestListener } from '@hono/node-server';
import { createMiddleware } from '@tanstack/react-start';
import server from '@tanstack/react-start/server-entry';
import { startServer } from 'testing';
import { applications, type Application } from './current-application.js';

/** Shows errors, which TanStack Start only logs. */
const showErrors = createMiddleware().server(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    const { name, code, message } = error as Error & { readonly code?: string };
    return Response.json({ name, code, message }, { status: 500 });
  }
});

/**
 * Serves an application without building it: the real handler of TanStack Start, with the real middleware and server routes. What a build
 * would put in the place of the two entries are those of the tests.
 */
export async function serveStart({ middleware, routes }: Application): Promise<string> {
  const application = { middleware: () => [showErrors, ...middleware()], routes };
  const fetch = (request: Request) => applications.run(application, () => server.fetch(request));
  const listener = getRequestListener(fetch, {
    overrideGlobalObjects: false,
  });
  return (await startServer((request, response) => void listener(request, response), { hostname: 'localhost' })).url;
}
