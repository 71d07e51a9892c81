import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { atTheEnd } from 'testing';
import type { Application } from './app/src/current-application.js';
import { folders, type Major } from './astro-versions.js';

export type { Application };

/** What Astro builds for Node.js: a middleware of Express, to which it may hand over what is in `locals`. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
  locals?: object,
) => void;

// The built application looks for it there.
const storage = ((globalThis as { astroTestApplication?: AsyncLocalStorage<Application> }).astroTestApplication ??=
  new AsyncLocalStorage());

const built = new Map<Major, Promise<{ readonly handler: Handler }>>();

function load(major: Major): Promise<{ readonly handler: Handler }> {
  const entry = pathToFileURL(join(folders[major], 'dist', 'server', 'entry.mjs')).href;
  const loaded = built.get(major) ?? (import(entry) as Promise<{ readonly handler: Handler }>);
  built.set(major, loaded);
  return loaded;
}

/** The built application, with another middleware and other endpoints. */
export async function loadApplication(application: Application | undefined, major: Major): Promise<Handler> {
  const { handler } = await load(major);
  return application ? (...given) => storage.run(application, () => handler(...given)) : handler;
}

/** Serves the built application with another middleware and other endpoints, until the end of the test or of the file. */
export async function serveApplication(application: Application | undefined, major: Major): Promise<string> {
  const handler = await loadApplication(application, major);
  return serve((request, response) => handler(request, response));
}

/** Serves until the end of the test or of the file. */
export async function serve(listener: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(listener);
  server.listen(0, 'localhost');
  await once(server, 'listening');
  atTheEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${String((server.address() as AddressInfo).port)}`;
}
