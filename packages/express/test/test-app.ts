import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express5 from 'express';
import express4 from 'express4';

/** Every version of Express the package supports; the types are those of the newer one. */
export const versions = [
  ['Express 5', express5],
  ['Express 4', express4 as unknown as typeof express5],
] as const;

/** A server that tests talk to over the network. */
export interface TestApp {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts an application on a free port. */
export async function startApp(
  app: RequestListener,
  options: { readonly maxHeaderSize?: number } = {},
): Promise<TestApp> {
  const server: Server = createServer(options, app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Sets environment variables and hands back what restores them. */
export function setEnvironment(values: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  const apply = (entries: Iterable<readonly [string, string | undefined]>) => {
    for (const [name, value] of entries) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
  apply(Object.entries(values));
  return () => apply(before);
}

/** Headers of a browser that opens a page. */
export const pageHeaders = { accept: 'text/html', 'sec-fetch-dest': 'document' } as const;
