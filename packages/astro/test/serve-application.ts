import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { atTheEnd } from 'testing';
import type { Application } from './app/src/current-application.js';

export type { Application };

/** What Astro builds for Node.js. */
interface Built {
  readonly handler: RequestListener;
}

// The built application looks for it there.
const storage = ((globalThis as { astroTestApplication?: AsyncLocalStorage<Application> }).astroTestApplication ??=
  new AsyncLocalStorage());

let built: Promise<Built> | undefined;

const load = (): Promise<Built> =>
  (built ??= import(pathToFileURL(join(import.meta.dirname, 'app', 'dist', 'server', 'entry.mjs')).href));

/** Serves the built application of this folder with another middleware and other endpoints, until the end of the test or of the file. */
export async function serveApplication(application: Application | undefined): Promise<string> {
  const { handler } = await load();
  const server = createServer((request, response) =>
    application ? storage.run(application, () => handler(request, response)) : handler(request, response),
  );
  server.listen(0, 'localhost');
  await once(server, 'listening');
  atTheEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${String((server.address() as AddressInfo).port)}`;
}
