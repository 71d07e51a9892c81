import { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { nodeHead, type NodeRequest } from '../../src/node-http/node-head.js';

const plain = (request: NodeRequest) => {
  const head = nodeHead(request);
  return { method: head.method, url: head.url, headers: Object.fromEntries(head.headers()) };
};

describe('the head of a request that Node.js did not make', () => {
  it.each<readonly [string, object, object]>([
    ['nothing', {}, {}],
    ['no headers', { headers: null, url: null, method: null, socket: null }, {}],
    ['headers that are none', { headers: 'Cookie: a=1' }, {}],
    ['capitals', { headers: { COOKIE: 'a=1', 'X-Forwarded-Host': 'b' } }, { cookie: 'a=1', 'x-forwarded-host': 'b' }],
    ['cookies in a list', { headers: { cookie: ['a=1', 'b=2'] } }, { cookie: 'a=1; b=2' }],
    ['cookies in two spellings', { headers: { Cookie: ['a=1'], cookie: 'b=2' } }, { cookie: 'a=1; b=2' }],
    ['another header in a list', { headers: { 'X-Forwarded-For': ['a', 'b'] } }, { 'x-forwarded-for': 'a, b' }],
    ['another header in two spellings', { headers: { Host: 'a', host: 'b' } }, { host: 'a' }],
    [
      'values that are no text',
      { headers: { a: undefined, b: null, 'Content-Length': 5, c: {} } },
      { 'content-length': '5' },
    ],
    ['Headers', { headers: new Headers({ Cookie: 'a=1' }) }, { cookie: 'a=1' }],
    ['a Map', { headers: new Map([['Cookie', 'a=1']]) }, { cookie: 'a=1' }],
    ['pairs', { headers: [['Cookie', 'a=1'], 5] }, { cookie: 'a=1' }],
    ['names of prototypes', { headers: { constructor: 'x' } }, { constructor: 'x' }],
    ['pseudo-headers', { headers: { ':authority': 'a:1', ':path': '/', host: 'b' } }, { host: 'a:1' }],
  ])('%s', (_, request, headers) => {
    expect(plain(request)).toEqual({ method: 'GET', url: 'http://localhost/', headers });
    expect(nodeHead(request).header('toString')).toBeUndefined();
  });

  it.each<readonly [object, string]>([
    [{ url: '/a?b=1' }, 'http://localhost/a?b=1'],
    [{ url: '' }, 'http://localhost/'],
    [{ url: '/', socket: { encrypted: true } }, 'https://localhost/'],
    [{ url: '/', socket: {} }, 'http://localhost/'],
    [{ url: '/', secure: true }, 'https://localhost/'],
    [{ url: '/', secure: false }, 'http://localhost/'],
    [
      Object.create({
        get secure() {
          throw new TypeError('no socket');
        },
      }) as object,
      'http://localhost/',
    ],
    [{ httpVersionMajor: 2, stream: { session: { encrypted: true } } }, 'https://localhost/'],
    [{ httpVersionMajor: 2, stream: {} }, 'http://localhost/'],
    [{ httpVersionMajor: 2 }, 'http://localhost/'],
    [{ httpVersionMajor: 2, secure: true }, 'http://localhost/'],
    [{ httpVersionMajor: 2, stream: {}, socket: { encrypted: true } }, 'http://localhost/'],
    [{ httpVersionMajor: 1, stream: { session: { encrypted: true } }, socket: {} }, 'http://localhost/'],
    [{ url: '/', socket: {}, secure: true }, 'http://localhost/'],
    [{ url: '/', socket: { encrypted: 1 } }, 'http://localhost/'],
    [{ url: '/', secure: 1 }, 'http://localhost/'],
    [Reflect.construct(IncomingMessage, [null]) as object, 'http://localhost/'],
  ])('%j has the address %s', (request, url) => {
    expect(nodeHead(request).url).toBe(url);
  });

  it('takes the path that a framework kept', () => {
    expect(nodeHead({ url: '/b' }, '/a/b').url).toBe('http://localhost/a/b');
    expect(nodeHead({ url: '/b' }, null as never).url).toBe('http://localhost/b');
    expect(nodeHead({ method: 'get' }).method).toBe('GET');
  });
});
