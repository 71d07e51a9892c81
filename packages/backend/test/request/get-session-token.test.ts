import { startServer } from 'testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../src/errors.js';
import { signedInAuthObject } from '../../src/internal.js';

// getToken() of an auth object, over a real connection.

let requests: (readonly [path: string | undefined, body: string])[];
let answer: string;
let apiUrl: string;
beforeEach(async () => {
  requests = [];
  answer = JSON.stringify({ object: 'token', jwt: 'made' });
  ({ url: apiUrl } = await startServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      requests.push([`${request.method} ${request.url}`, body]);
      response.setHeader('content-type', 'application/json').end(answer);
    });
  }));
});

const times = { iat: 1, nbf: 1, exp: 2 };
const authOf = (sid: string | undefined) =>
  signedInAuthObject({ apiUrl, secretKey: 'sk_test_get_token' }, 'own', {
    iss: 'https://clerk.example.com',
    sub: 'user_1',
    ...times,
    sid: sid as string,
  });
const getToken = (options?: object, sid: string | undefined = 'sess_1') => authOf(sid).getToken(options);

describe('getToken', () => {
  it.each([undefined, {}, { template: '' }, { template: undefined, expiresInSeconds: undefined }])(
    'with %j gives the token of the request',
    async (options) => {
      expect(await getToken(options)).toBe('own');
      expect(requests).toEqual([]);
    },
  );

  it('gives null where there is no session', async () => {
    expect([await authOf(undefined).getToken(), await getToken({ template: 'a' }, '')]).toEqual([null, null]);
    expect(requests).toEqual([]);
  });

  it.each([
    [{ template: 'a' }, 'POST /v1/sessions/sess_1/tokens/a', ''],
    [{ template: 'a b' }, 'POST /v1/sessions/sess_1/tokens/a%20b', ''],
    [{ template: '...' }, 'POST /v1/sessions/sess_1/tokens/...', ''],
    [{ expiresInSeconds: 60 }, 'POST /v1/sessions/sess_1/tokens', '{"expires_in_seconds":60}'],
    [{ template: 'a', expiresInSeconds: 0 }, 'POST /v1/sessions/sess_1/tokens/a', '{"expires_in_seconds":0}'],
  ])('with %j gives one that the service makes', async (options, call, body) => {
    expect(await getToken(options)).toBe('made');
    expect(requests).toEqual([[call, body]]);
  });

  it.each(['.', '..', 'a/b', 'a\\b', '/', '%2e', 'a%'])('takes no template named %s', async (template) => {
    const failed = getToken({ template });
    await expect(failed).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(failed).rejects.toThrow(
      'The name of a JWT template must not contain slashes, dot segments or percent signs.',
    );
    expect(requests).toEqual([]);
  });

  it('uses the fetch of the options, and its limit of answers', async () => {
    const calls: unknown[] = [];
    const fetchOnce: typeof fetch = (url) => {
      calls.push(url);
      return Promise.resolve(Response.json({ jwt: 'x'.repeat(100) }));
    };
    const claims = { iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', ...times };
    const get = (more: object) =>
      signedInAuthObject({ apiUrl, secretKey: 'sk_test_1', fetch: fetchOnce, ...more }, 'own', claims).getToken({
        template: 'a',
      });
    expect(await get({})).toHaveLength(100);
    await expect(get({ maxResponseBytes: 50 })).rejects.toThrow();
    expect(calls.length).toBeGreaterThan(1);
    expect(requests).toEqual([]);
  });

  it('takes no session whose id would be another path, and names it', async () => {
    await expect(getToken({ template: 'a' }, '..')).rejects.toThrow(/sessionId/);
    expect(requests).toEqual([]);
  });

  it.each(['null', '5', '"jwt"', '[]', '{}', '{"jwt":5}', '{"jwt":null}'])(
    'answered with %s has no token, and says so',
    async (body) => {
      answer = body;
      await expect(getToken({ template: 'a' })).rejects.toMatchObject({
        name: 'ClerkAPIResponseError',
        message: 'The Backend API answered without a token.',
        errors: [],
      });
    },
  );
});
