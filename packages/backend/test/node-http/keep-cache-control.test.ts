import type { ServerResponse } from 'node:http';
import { connect, createServer } from 'node:http2';
import { startServer } from 'testing';
import { describe, expect, it } from 'vitest';
import { keepCacheControl } from '../../src/node-http.js';

const value = 'private, no-store';
const shared = 'public, s-maxage=600';

const cdn = 'CDN-Cache-Control';

const ways: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ['nothing', (response) => void response.end('page')],
  ['a header', (response) => void response.setHeader('Cache-Control', shared).end('page')],
  ['an object', (response) => void response.writeHead(200, { 'Cache-Control': shared, 'x-own': '1' }).end('page')],
  [
    'a text and an object',
    (response) => void response.writeHead(200, 'OK', { 'cache-control': shared, 'x-own': '1' }).end('page'),
  ],
  [
    'names and values in turn',
    (response) => void response.writeHead(200, ['Cache-Control', shared, 'x-own', '1']).end('page'),
  ],
  [
    'a header, then a stream',
    (response) => {
      response.setHeader('cache-control', shared);
      response.write('pa');
      response.end('ge');
    },
  ],
  ['a header for one kind of cache', (response) => void response.setHeader(cdn, shared).end('page')],
  ['an object with one', (response) => void response.writeHead(200, { [cdn]: shared, 'x-own': '1' }).end('page')],
  [
    'names and values in turn with one',
    (response) => void response.writeHead(200, [cdn, shared, 'x-own', '1']).end('page'),
  ],
  [
    'headers that are sent early',
    (response) => {
      response.setHeader('cache-control', shared);
      response.flushHeaders();
      response.end('page');
    },
  ],
];

describe('keepCacheControl', () => {
  it.each(ways)('wins over what the application sets: %s', async (_, answer) => {
    const { url, close } = await startServer((_request, response) => {
      response.setHeader('cache-control', 'no-cache');
      keepCacheControl(response, value);
      answer(response);
    });
    const response = await fetch(url);
    expect([response.headers.get('cache-control'), await response.text()]).toEqual([value, 'page']);
    expect(response.headers.has(cdn)).toBe(false);
    if (/object|turn/.test(_)) expect(response.headers.get('x-own')).toBe('1');
    await close();
  });

  it('holds in HTTP/2', async () => {
    const server = createServer((_request, response) => {
      keepCacheControl(response as unknown as ServerResponse, value);
      response.setHeader('cache-control', shared);
      response.end('page');
    });
    const session = connect((await startServer(server)).url);
    const headers = await new Promise<Record<string, unknown>>((resolve) => {
      session.request({ ':path': '/' }).on('response', resolve).resume().end();
    });
    expect(headers['cache-control']).toBe(value);
    session.close();
  });

  it('holds for a response that a serverless platform only ends', () => {
    const headers: Record<string, unknown> = { 'cache-control': shared };
    const response = {
      writeHead: () => response,
      setHeader: (name: string, set: unknown) => void (headers[name] = set),
      end: () => response,
    };
    keepCacheControl(response as unknown as ServerResponse, value);
    response.end();
    expect(headers).toEqual({ 'cache-control': value });
  });

  it('leaves an object alone that cannot send headers', () => {
    expect(() => keepCacheControl({}, value)).not.toThrow();
  });
});
