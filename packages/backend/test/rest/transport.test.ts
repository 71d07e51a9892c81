import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transport } from '../../src/rest/transport/node.js';

let server: Server;
let url: string;
let seen: { readonly port: number | undefined; readonly encoding: string | undefined }[];
beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    seen.push({ port: request.socket.remotePort, encoding: String(request.headers['accept-encoding']) });
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
);

const get = () => transport({ method: 'GET', url, headers: {}, timeoutMs: 5000 });

describe('the transport of Node.js', () => {
  it('uses one connection for calls one after the other', async () => {
    for (let call = 0; call < 5; call += 1) await get();
    expect(new Set(seen.map(({ port }) => port)).size).toBe(1);
    expect(seen[0]?.encoding).toBe('gzip, br');
  });

  it('goes through the global fetch if somebody has replaced it', async () => {
    const original = globalThis.fetch;
    const urls: unknown[] = [];
    globalThis.fetch = (input) => {
      urls.push(input);
      return Promise.resolve(new Response('replaced', { status: 201 }));
    };
    try {
      expect(await get()).toMatchObject({ status: 201, text: 'replaced' });
    } finally {
      globalThis.fetch = original;
    }
    expect(urls).toEqual([url]);
    expect(await get()).toMatchObject({ status: 200, text: '{}' });
    expect(seen).toHaveLength(1);
  });
});
