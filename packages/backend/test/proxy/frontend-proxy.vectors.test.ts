import { startServer } from 'testing';
import { afterEach, describe, expect, it } from 'vitest';
import { clerkFrontendApiProxy, matchProxyPath, type FrontendApiProxyOptions } from '../../src/proxy.js';
import { endReplay, readVectors, VectorReplay, type Upstream } from '../vector-replay.js';

interface Vector {
  readonly name: string;
  readonly now: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly options: FrontendApiProxyOptions;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  };
  readonly upstream: readonly Upstream[];
  readonly expected: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly calls: readonly {
      readonly method: string;
      readonly url: string;
      readonly headers: object;
      readonly body?: unknown;
      readonly redirect: string;
    }[];
  };
}

/** In errors the code counts; the text is ours. */
function comparable(body: string): unknown {
  if (!body.startsWith('{"errors"')) return body;
  const { errors } = JSON.parse(body) as { errors: readonly { code: string }[] };
  return errors.map(({ code }) => code);
}

afterEach(endReplay);

describe('clerkFrontendApiProxy, as recorded', () => {
  for (const { name, now, env, options, request, upstream, expected } of readVectors<Vector>('frontend-proxy')) {
    it(name, async () => {
      const world = new VectorReplay(now, upstream, env);
      const response = await clerkFrontendApiProxy(new Request(request.url, request), options);
      expect(response.status).toBe(expected.status);
      expect(Object.fromEntries(response.headers)).toEqual(expected.headers);
      expect(comparable(await response.text())).toEqual(comparable(expected.body));
      const calls = world.calls.map(({ body, ...call }) => ({
        ...call,
        ...(body && { body: JSON.parse(body) as unknown }),
      }));
      expect(calls).toEqual(expected.calls);
    });
  }
});

describe('clerkFrontendApiProxy over the network', () => {
  it('streams a body, and keeps every cookie of the answer', async () => {
    const { url: fapiUrl } = await startServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/']);
        response.end(
          `${request.method} ${request.url} ${Buffer.concat(chunks).length} ${String(request.headers['clerk-proxy-url'])}`,
        );
      });
    });
    const request = new Request('https://app.example/__clerk/v1/client?a=1', {
      method: 'DELETE',
      body: new Blob(['x'.repeat(100_000)]).stream(),
      duplex: 'half',
    } as RequestInit);
    const response = await clerkFrontendApiProxy(request, {
      publishableKey: `pk_test_${btoa('a.b$')}`,
      secretKey: 'sk_test_1',
      fapiUrl,
    });
    expect(await response.text()).toBe('DELETE /v1/client?a=1 100000 https://app.example/__clerk');
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
  });

  it('takes only its own paths', async () => {
    expect(['/__clerk', '/__clerk/v1', '/__clerkx', '/'].map((path) => matchProxyPath(path))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const options = { publishableKey: 'pk', secretKey: 'sk' };
    expect((await clerkFrontendApiProxy(new Request('https://app.example/other'), options)).status).toBe(400);
  });
});
