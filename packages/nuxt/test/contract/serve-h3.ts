import { createApp, createRouter, toNodeListener, type EventHandler } from 'h3';
import { startServer } from 'testing';

/** A part of an application of h3, which Nitro makes of the files of a Nuxt application. */
export interface Application {
  /** What runs for every request, in this order. */
  readonly middleware?: readonly EventHandler[];
  /** Handlers by their route. */
  readonly routes: Readonly<Record<string, EventHandler>>;
}

/**
 * Serves an application as Nitro does, without building it. An error is answered with 500 and what it is.
 * @returns its address
 */
export async function serveH3({ middleware = [], routes }: Application): Promise<string> {
  const app = createApp({
    onError: (error, { node: { res } }) => {
      const cause = error.cause instanceof Error ? error.cause : error;
      const { name, code, message } = cause as Error & { readonly code?: string };
      if (res.headersSent) return;
      res.writeHead(error.statusCode, { 'content-type': 'application/json', 'cache-control': 'no-cache' });
      res.end(JSON.stringify({ name, code, message }));
    },
  });
  const router = createRouter();
  for (const handler of middleware) app.use(handler);
  for (const [route, handler] of Object.entries(routes)) router.use(route, handler);
  app.use(router.handler);
  const listener = toNodeListener(app);
  return (await startServer((request, response) => void listener(request, response), { hostname: 'localhost' })).url;
}
