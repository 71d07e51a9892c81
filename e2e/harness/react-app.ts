import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

const built = new URL('../react/dist/', import.meta.url);
const contentTypes: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

/** The React app, served. */
export interface ReactApp {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves the built React app on a free port: its scripts, and the one page for every other path. */
export async function serveReactApp(): Promise<ReactApp> {
  const page = readFileSync(new URL('index.html', built));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const isScript = /^\/assets\/[\w-]+\.js$/.test(pathname);
    const type = contentTypes[isScript ? extname(pathname) : '.html'];
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(isScript ? readFileSync(new URL(pathname.slice(1), built)) : page);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
