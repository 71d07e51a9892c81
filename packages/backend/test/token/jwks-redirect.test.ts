import { startServer } from 'testing';
import { expect, it } from 'vitest';
import { fetchJwks } from '../../src/token/fetch-jwks.js';

const key = { kty: 'RSA', kid: 'ins_1', alg: 'RS256', use: 'sig', n: 'AQAB', e: 'AQAB' };
const ask = (apiUrl: string) =>
  fetchJwks({ apiUrl, apiVersion: 'v1', secretKey: 'sk_test_redirect' }, { once: true, onFailure: () => undefined });

it('takes no keys from another origin, and sends no secret key there', async () => {
  const seen: (string | undefined)[] = [];
  const other = await startServer((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key] }));
  });
  const service = await startServer((_, response) =>
    response.writeHead(307, { location: `${other.url}/v1/jwks` }).end(),
  );
  const answer = await ask(service.url);
  expect(answer.ok).toBe(false);
  expect(JSON.stringify(answer)).not.toContain('sk_test_redirect');
  expect(seen).toEqual([undefined]);
});

it('follows a redirect within the origin', async () => {
  const service = await startServer((request, response) => {
    if (request.url === '/v1/jwks') response.writeHead(308, { location: '/moved/jwks' }).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key] }));
  });
  expect(await ask(service.url)).toMatchObject({ ok: true });
});
