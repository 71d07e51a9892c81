import { signWebhook } from 'testing';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthenticator, readOptions } from '../src/adapter.js';
import { createClerkClient, verifyToken } from '../src/index.js';
import {
  createRedirect,
  getCookieSuffix,
  isDevelopmentFromSecretKey,
  isProductionFromSecretKey,
  isPublishableKey,
  parsePublishableKey,
  verifyMachineAuthToken,
} from '../src/internal.js';
import { verifyJwt } from '../src/jwt.js';
import { clerkFrontendApiProxy } from '../src/proxy.js';
import { verifyWebhook } from '../src/webhooks.js';
import { optionTable, type AllOptions } from '../src/options.js';
import { startTwoKeyService } from './remembered/two-key-service.js';

const publishableKey = `pk_test_${btoa('clerk.example.com$')}`;
const secretKey = 'sk_test_x';
let pem: string;
let token: string;
beforeAll(async () => {
  const service = await startTwoKeyService();
  pem = service.pem.first;
  token = await service.sign();
  await service.close();
});
afterEach(() => vi.unstubAllEnvs());

const spaces = ['\n', '\r\n', ' ', '\t', '\u00a0', '\ufeff'] as const;
const around = (key: string) => spaces.flatMap((space) => [key + space, space + key, space + key + space]);
const quotes = ['"', "'", '`', '“'];
const quoted = (key: string) =>
  quotes.flatMap((quote) => [quote + key + quote, ` ${quote}${key}${quote}\n`, quote + key, key + quote]);
const keyOptions = ['secretKey', 'machineSecretKey', 'publishableKey', 'jwtKey'] as const;
const page = { cookie: '__client_uat=1', accept: 'text/html', 'sec-fetch-dest': 'document', host: 'app.example.com' };
const codeOf = async (ask: () => unknown) => {
  try {
    await ask();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

/** Records the key that calls go out with. */
function recording(): { readonly fetch: typeof fetch; readonly keys: (string | null)[] } {
  const keys: (string | null)[] = [];
  return {
    keys,
    fetch: (_, init) => {
      keys.push(new Headers(init?.headers).get('authorization'));
      return Promise.resolve(Response.json({ object: 'user', id: 'user_1' }));
    },
  };
}

describe('white space around a key does not count', () => {
  it('in what a client calls with', async () => {
    for (const key of around(secretKey)) {
      const { fetch, keys } = recording();
      const client = createClerkClient({ secretKey: key, machineSecretKey: key.replace('sk_test', 'ak'), fetch });
      await client.users.getUser('user_1');
      await client.m2m.createToken();
      await client.m2m.createToken({ machineSecretKey: key });
      await verifyMachineAuthToken('ak_1', { secretKey: key, fetch });
      expect(keys).toEqual(['Bearer sk_test_x', 'Bearer ak_x', 'Bearer sk_test_x', 'Bearer sk_test_x']);
    }
  });

  it('in how tokens are verified and requests decided', async () => {
    for (const key of around(pem)) {
      expect((await verifyToken(token, { jwtKey: key })).sub).toBe('user_1');
      expect((await verifyJwt(token, { key })).sub).toBe('user_1');
    }
    const request = () => new Request('https://app.example.com/', { headers: page });
    const expected = await createClerkClient({ secretKey, publishableKey }).authenticateRequest(request());
    for (const key of around(publishableKey)) {
      const state = await createClerkClient({ secretKey, publishableKey: key }).authenticateRequest(request());
      expect(state.headers.get('location')).toBe(expected.headers.get('location'));
      expect(state.publishableKey).toBe(publishableKey);
      const call = await createClerkClient({ secretKey }).authenticateRequest(request(), { publishableKey: key });
      expect(call.publishableKey).toBe(publishableKey);
    }
  });

  it('in variables, in every option that is a key', () => {
    for (const name of keyOptions) {
      const variable = optionTable[name].env ?? '';
      for (const key of around('key')) expect(readOptions<AllOptions>({}, { [variable]: key })[name]).toBe('key');
      expect(readOptions<AllOptions>({ [name]: ' \n' }, { [variable]: 'key' })[name]).toBe('key');
    }
  });

  it('in the functions that read keys by themselves', async () => {
    for (const key of around(publishableKey)) {
      expect(parsePublishableKey(key)?.frontendApi).toBe('clerk.example.com');
      expect(isPublishableKey(key)).toBe(true);
      expect(await getCookieSuffix(key)).toBe(await getCookieSuffix(publishableKey));
      const redirect = createRedirect({
        publishableKey: key,
        baseUrl: 'https://a.example',
        redirectAdapter: (url) => url,
      });
      expect(redirect.redirectToSignIn()).toBe('https://accounts.example.com/sign-in');
    }
    for (const key of around(secretKey)) {
      expect(isDevelopmentFromSecretKey(key)).toBe(true);
      expect(isProductionFromSecretKey(key.replace('test', 'live'))).toBe(true);
      const { fetch, keys } = recording();
      vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
        keys.push(new Headers(init.headers).get('clerk-secret-key'));
        return fetch(input, init);
      });
      try {
        await clerkFrontendApiProxy(new Request('https://a.example/__clerk/v1/x'), { publishableKey, secretKey: key });
      } finally {
        vi.unstubAllGlobals();
      }
      expect(keys[0]).toBe(secretKey);
    }
  });
});

const secret = Buffer.from('0123456789abcdef').toString('base64');

function delivery(): Request {
  const body = '{"type":"user.created","data":{}}';
  return new Request('https://app.example.com/', { method: 'POST', headers: signWebhook(secret, body), body });
}

describe('the signing secret of webhooks', () => {
  it('may have white space around it', async () => {
    for (const each of around(`whsec_${secret}`)) {
      expect((await verifyWebhook(delivery(), { signingSecret: each })).type).toBe('user.created');
      expect((await verifyWebhook(delivery(), { signingSecret: ['whsec_AAAA', each] })).type).toBe('user.created');
      vi.stubEnv('CLERK_WEBHOOK_SIGNING_SECRET', each);
      expect((await verifyWebhook(delivery())).type).toBe('user.created');
    }
  });

  it('has no quotes around it, and the error says so', async () => {
    for (const each of quoted(`whsec_${secret}`)) {
      const error: unknown = await verifyWebhook(delivery(), { signingSecret: each }).catch(
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({
        code: 'webhook_secret_invalid',
        message: expect.stringContaining('quotes') as string,
      });
      expect(String(error)).not.toContain(secret);
    }
  });
});

describe('quotes around a key are an error that says so', () => {
  const env = { CLERK_SECRET_KEY: secretKey, CLERK_PUBLISHABLE_KEY: publishableKey };

  it.each(keyOptions)('%s', async (name) => {
    const variable = optionTable[name].env ?? '';
    for (const value of quoted(name === 'jwtKey' ? pem : 'sk_test_secret')) {
      const makers = [
        () => createAuthenticator({ [name]: value }, { where: 'clerkMiddleware', env: () => env }),
        () => createAuthenticator({}, { where: 'clerkMiddleware', env: () => ({ ...env, [variable]: value }) }),
        () => createClerkClient({ [name]: value }),
        () => readOptions({}, { [variable]: value }),
      ];
      for (const make of makers) {
        expect(make).toThrow(/without the quotes/);
        expect(make).not.toThrow(/sk_test_secret|BEGIN PUBLIC/);
      }
      expect(await codeOf(() => verifyMachineAuthToken('ak_1', { [name]: value }))).toBe('option_invalid');
      if (name !== 'machineSecretKey')
        expect(await codeOf(() => verifyToken(token, { [name]: value }))).toBe('option_invalid');
    }
  });

  it('verifyJwt', async () => {
    for (const key of quoted(pem)) expect(await codeOf(() => verifyJwt(token, { key }))).toBe('jwt_key_invalid');
  });
});
