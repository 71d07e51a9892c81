import type { ServerResponse } from 'node:http';
import { startServer } from 'testing';
import { describe, expect, it } from 'vitest';
import { appendHeaders, sendResponse, type NodeResponse } from '../../src/node-http/send-response.js';

const cookies = [
  ['set-cookie', 'a=1'],
  ['set-cookie', 'b=2'],
  ['x-one', '1'],
] as const;

/** As engine.io has it while a WebSocket is opened; what is asked for is left out. */
function response(...without: readonly string[]) {
  const headers: Record<string, unknown> = { 'set-cookie': 'mine=1', 'cache-control': 'public' };
  const sent: unknown[] = [];
  const members = {
    statusCode: 200,
    setHeader: (name: string, value: unknown) => (headers[name] = value),
    getHeader: (name: string) => headers[name],
    removeHeader: (name: string) => Reflect.deleteProperty(headers, name),
    end: (body?: string) => sent.push(body),
  };
  const kept = Object.fromEntries(Object.entries(members).filter(([name]) => !without.includes(name)));
  return { headers, sent, response: kept as unknown as NodeResponse };
}

describe('an answer without appendHeader', () => {
  it('keeps what it has, and every value', () => {
    const { headers, response: answer } = response();
    appendHeaders(answer, cookies);
    expect(headers).toEqual({ 'set-cookie': ['mine=1', 'a=1', 'b=2'], 'cache-control': 'public', 'x-one': '1' });
  });

  it('keeps every value where nothing can be read back', () => {
    const { headers, response: answer } = response('getHeader', 'removeHeader');
    appendHeaders(answer, cookies);
    expect(headers).toEqual({ 'set-cookie': ['a=1', 'b=2'], 'cache-control': 'public', 'x-one': '1' });
  });

  it('takes none if it can hold none', () => {
    expect(() => appendHeaders({}, cookies)).not.toThrow();
  });

  it.each([[], ['removeHeader'], ['removeHeader', 'getHeader']])(
    'is sent, never to be cached, without %s',
    (...without) => {
      const { headers, sent, response: answer } = response(...without.flat());
      sendResponse(answer, { status: 307, headers: [['cache-control', 'no-store'], ...cookies], body: 'x' });
      expect(answer.statusCode).toBe(307);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['set-cookie']).toEqual(
        without.flat().includes('getHeader') ? ['a=1', 'b=2'] : ['mine=1', 'a=1', 'b=2'],
      );
      expect(sent).toEqual(['x']);
    },
  );

  it('is the same on a real server', async () => {
    const { url } = await startServer((_request, answer) => {
      const old = Object.create(answer, { appendHeader: { value: undefined } }) as ServerResponse;
      answer.setHeader('set-cookie', ['mine=1']);
      appendHeaders(old, cookies);
      answer.end();
    });
    const answer = await fetch(url);
    expect(answer.headers.getSetCookie()).toEqual(['mine=1', 'a=1', 'b=2']);
  });
});
