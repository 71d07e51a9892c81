import { once } from 'node:events';
import { connect, createSecureServer, createServer, type IncomingHttpHeaders } from 'node:http2';
import { bearer, startServer } from 'testing';
import { describe, expect, it } from 'vitest';
import type { StartHttp2 } from './define-adapter.js';
import { selfSignedCertificate } from './self-signed-certificate.js';
import type { Services } from './use-services.js';

type Scheme = 'http' | 'https';

/** Requests over HTTP/2, with TLS and without. */
export function describeHttp2(servers: Readonly<Record<string, StartHttp2>>, services: () => Services): void {
  for (const [name, start] of Object.entries(servers))
    for (const scheme of ['http', 'https'] as const)
      describe(`${name} over ${scheme}`, () => describeScheme(start, scheme, services));
}

function describeScheme(start: StartHttp2, scheme: Scheme, services: () => Services): void {
  async function run(): Promise<number> {
    const { url, jwtKey } = services().service;
    const certificate = scheme === 'https' ? selfSignedCertificate() : undefined;
    const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
    const made = await start({ publishableKey, secretKey: 'sk_live_http2', jwtKey, apiUrl: url }, certificate);
    if (typeof made !== 'function') return (await startServer(made)).port;
    return (await startServer(certificate ? createSecureServer(certificate, made) : createServer(made))).port;
  }

  it('leads back to its own host, port and scheme', async () => {
    const port = await run();
    // A browser sends no `Host`; where both come, `:authority` counts.
    for (const headers of [{}, { ':authority': `localhost:${port}`, host: 'elsewhere.example' }]) {
      const { status, headers: answer } = await ask(scheme, port, {
        ...headers,
        cookie: ['a=1', '__client_uat=5'],
        'sec-fetch-dest': 'document',
      });
      expect(status).toBe(307);
      const back = new URL(answer.location ?? '').searchParams.get('redirect_url');
      expect(back).toBe(`${scheme}://localhost:${port}/who?a=1`);
      expect(answer['set-cookie']).toHaveLength(2);
      expect(answer['set-cookie']?.[1]?.endsWith('; Secure')).toBe(scheme === 'https');
    }
    const forwarded = await ask(scheme, port, {
      cookie: '__client_uat=5',
      accept: 'text/html',
      'x-forwarded-host': 'app.example.com',
      'x-forwarded-proto': 'https',
    });
    expect(new URL(forwarded.headers.location ?? '').searchParams.get('redirect_url')).toBe(
      'https://app.example.com/who?a=1',
    );
  });

  it('knows who is there by header and by cookies', async () => {
    const port = await run();
    const token = await services().service.sign();
    for (const headers of [bearer(token), { cookie: [`__session=${token}`, '__client_uat=5'] }]) {
      const { status, text } = await ask(scheme, port, headers);
      expect([status, JSON.parse(text)]).toMatchObject([200, { userId: 'user_1' }]);
    }
  });
}

/** One request, as a browser sends it: with `:authority` and without `Host`. */
async function ask(scheme: Scheme, port: number, headers: Record<string, string | readonly string[]>) {
  const session = connect(`${scheme}://localhost:${port}`, { rejectUnauthorized: false });
  try {
    const stream = session.request({ ':path': '/who?a=1', ...headers });
    stream.setTimeout(300_000, () => stream.close());
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const ended = once(stream, 'end');
    const [answer] = (await once(stream, 'response')) as [IncomingHttpHeaders & { ':status'?: number }];
    await ended;
    return { status: answer[':status'], headers: answer, text };
  } finally {
    session.destroy();
  }
}
