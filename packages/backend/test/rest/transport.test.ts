import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { startServer } from 'testing';
import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici';
import { beforeEach, describe, expect, it, vi } from 'vitest';
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
  url = `${(await startServer(server)).url}/`;
});

const get = () => transport({ method: 'GET', url, headers: {}, maxBytes: 1000, timeoutMs: 300_000 });

describe('the transport of Node.js', () => {
  it('keeps connections for calls one after the other', async () => {
    for (let call = 0; call < 10; call += 1) await get();
    // undici opens a second one while it still sets up the first.
    expect(new Set(seen.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
    expect(seen[0]?.encoding).toBe('gzip, br');
  });

  it('has no more than 128 requests under way, and forgets those that were given up in the queue', async () => {
    let open = 0;
    let most = 0;
    const release: (() => void)[] = [];
    server.removeAllListeners('request');
    server.on('request', (_, response) => {
      open += 1;
      most = Math.max(most, open);
      release.push(() => {
        open -= 1;
        response.end('{}');
      });
    });
    const warned = vi.fn();
    process.on('warning', warned);
    const controller = new AbortController();
    const first = Array.from({ length: 128 }, get);
    const givenUp = Array.from({ length: 20 }, () =>
      transport({ method: 'GET', url, headers: {}, maxBytes: 1000, timeoutMs: 300_000, signal: controller.signal }),
    );
    const last = Array.from({ length: 100 }, get);
    await vi.waitFor(() => expect(release).toHaveLength(128), { timeout: 300_000 });
    controller.abort();
    await Promise.all(givenUp.map((call) => expect(call).rejects.toMatchObject({ name: 'AbortError' })));
    for (let answered = 0; answered < 228; answered += 1) {
      await vi.waitFor(() => expect(release.length).toBeGreaterThan(answered), { timeout: 300_000, interval: 1 });
      release[answered]?.();
    }
    await Promise.all([...first, ...last]);
    expect(most).toBe(128);
    expect(warned).not.toHaveBeenCalled();
    process.off('warning', warned);
    expect(release).toHaveLength(228);
  });

  it('goes through the dispatcher that the application has set for fetch', async () => {
    const original = getGlobalDispatcher();
    const mock = new MockAgent();
    mock.disableNetConnect();
    mock
      .get('https://api.clerk.test')
      .intercept({ path: '/v1/users', method: 'POST', body: '{}' })
      .reply(201, 'mocked', { headers: { 'x-answer': 'yes' } });
    setGlobalDispatcher(mock);
    try {
      const answer = await transport({
        method: 'POST',
        url: 'https://api.clerk.test/v1/users',
        headers: {},
        body: '{}',
        timeoutMs: 300_000,
        maxBytes: 1000,
      });
      expect(answer).toMatchObject({ status: 201, text: 'mocked' });
      expect(answer.header('x-answer')).toBe('yes');
    } finally {
      setGlobalDispatcher(original);
    }
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
