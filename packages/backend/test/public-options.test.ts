import { describe, expect, it } from 'vitest';
import * as internal from '../src/internal.js';
import * as jwt from '../src/jwt.js';
import { callOptions, createClerkClient, listWeakSettings, verifyToken } from '../src/index.js';
import { createAuthenticator, createGetAuth, createLazyClient } from '../src/adapter.js';
import { clerkFrontendApiProxy, matchProxyPath } from '../src/proxy.js';
import { verifyWebhook, verifyWebhookDelivery } from '../src/webhooks.js';
import { authenticateRequestOptionNames, optionNames, optionTable, verifyTokenOptionNames } from '../src/options.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const keys = { secretKey: 'sk_live_x', publishableKey };
const request = () => new Request('https://app.example.com/', { method: 'POST', body: '{}' });
const token = `${btoa('{"alg":"RS256"}')}.${btoa('{}')}.AAAA`.replaceAll('=', '');
const signedOut = { stateOf: () => undefined, authOf: () => undefined, isServed: () => true, refuse: () => undefined };

/** Every public function that takes options, with options that are its own. */
const functions: Readonly<Record<string, (options: never) => unknown>> = {
  verifyToken: (options) => verifyToken(token, options),
  createClerkClient: (options) => createClerkClient(options),
  authenticateRequest: (options) => createClerkClient(keys).authenticateRequest(request(), options),
  callOptions: (options) => callOptions(options),
  verifyJwt: (options) => jwt.verifyJwt(token, options),
  signJwt: (options) => jwt.signJwt({}, 'key', options),
  createAuthenticateRequest: (options) => internal.createAuthenticateRequest({ options }),
  verifyMachineAuthToken: (options) => internal.verifyMachineAuthToken('ak_1', options),
  createRedirect: (options) => internal.createRedirect(options),
  verifyWebhook: (options) => verifyWebhook(request(), options),
  verifyWebhookDelivery: (options) => verifyWebhookDelivery({ header: () => null, body: '' }, options),
  matchProxyPath: (options) => matchProxyPath('/', options),
  createAuthenticator: (options) => createAuthenticator(options, { where: 'x', env: () => ({}) }),
  getAuth: (options) => createGetAuth(signedOut as never)({}, options),
  createLazyClient: (options) => createLazyClient(options, () => ({})).users,
};

const codeOf = async (ask: () => unknown) => {
  try {
    await ask();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe.each(Object.entries(functions))('%s', (_, call) => {
  it('refuses an option that it would not honour', async () => {
    expect(await codeOf(() => call({ authorisedParties: ['x'] } as never))).toBe('option_unknown');
    expect(await codeOf(() => call({ nothing: undefined } as never))).toBe('option_unknown');
  });

  it.each([null, 'text', 5, [['x']]])('refuses %j for options', async (options) => {
    expect(await codeOf(() => call(options as never))).toBe('option_invalid');
  });
});

describe('options of the table', () => {
  const bad: unknown = Symbol('of no type');
  const takers = {
    verifyToken: verifyTokenOptionNames,
    verifyJwt: ['audience', 'authorizedParties', 'issuer', 'headerType', 'clockSkewInMs'],
    authenticateRequest: authenticateRequestOptionNames,
    createClerkClient: optionNames,
    createAuthenticator: optionNames,
  } as const;
  const cases = Object.entries(takers).flatMap(([name, taken]) =>
    optionNames.map((option) => [name, option, (taken as readonly string[]).includes(option)] as const),
  );

  it.each(cases)('%s and %s', async (name, option, isTaken) => {
    const refusesAny = optionTable[option].check(bad) !== undefined;
    const code = await codeOf(() =>
      functions[name]?.({ ...(name === 'verifyJwt' && { key: 'x' }), [option]: bad } as never),
    );
    if (!isTaken) expect(code).toBe('option_unknown');
    else if (refusesAny) expect(code).toBe('option_invalid');
    else expect(code).not.toMatch(/^option_/);
  });
});

describe('clerkFrontendApiProxy', () => {
  it('says what is wrong with its options in its answer', async () => {
    const answer = await clerkFrontendApiProxy(request(), { ...keys, fapiURL: 'x' } as never);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('fapiURL');
  });
});

describe('listWeakSettings', () => {
  const weak = (options: object) => listWeakSettings(options).map(({ option }) => option);

  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    '127.0.0.1',
    '127.1',
    '127.255.0.1',
    '[::1]',
    '[0:0::1]',
  ])('takes http on %s for this machine', (host) => {
    const url = `http://${host}:3000/path`;
    expect(weak({ apiUrl: url, proxyUrl: url })).not.toEqual(expect.arrayContaining(['apiUrl']));
    expect(weak({ apiUrl: url, proxyUrl: url })).not.toEqual(expect.arrayContaining(['proxyUrl']));
  });

  it.each([
    'localhost.evil.example',
    'localhosted.example',
    '127.evil.example',
    '127.0.0.1.evil.example',
    '[::1].evil.example',
    '[::2]',
    'notlocalhost',
    '128.0.0.1',
    'localhost@evil.example',
  ])('takes http on %s for another machine', (host) => {
    const url = `HTTP://${host}/`;
    if (!URL.canParse(url)) return expect(host).toContain('].');
    expect(weak({ apiUrl: url, proxyUrl: url })).toEqual(expect.arrayContaining(['apiUrl', 'proxyUrl']));
  });
});

describe('authorizedParties', () => {
  const fixes = (authorizedParties: string | readonly string[]) =>
    listWeakSettings({ ...keys, authorizedParties })
      .filter(({ option }) => option === 'authorizedParties')
      .map(({ fix }) => fix);

  it.each([
    'https://app.example.com/',
    'https://app.example.com/app',
    'https://App.example.com',
    'https://app.example.com:443',
    'http://localhost:3000/',
  ])('are compared as text, and listed as weak where no token can name them: %s', (party) => {
    expect(() => createClerkClient({ ...keys, authorizedParties: party })).not.toThrow();
    expect(fixes(party)).toEqual([expect.stringContaining('origin')]);
    expect(fixes(['https://app.example.com', party])).toHaveLength(1);
  });

  it.each([
    'https://app.example.com',
    'http://localhost:3000',
    'https://*.example.com',
    'chrome-extension://abc/',
    'app',
  ])('are not listed where one may: %s', (party) => expect(fixes([party])).toEqual([]));
});

describe('the sign-in page of a satellite', () => {
  const satellite = { ...keys, isSatellite: true, domain: 'sat.com', signInUrl: 'https://app.example.com/sign-in' };
  const decide = (url: string) =>
    createClerkClient(satellite).authenticateRequest(
      new Request(url, { headers: { origin: 'https://app.example.com' } }),
    );

  it.each(['https://app.example.com/api', 'https://sat.com/api'])(
    'must not have the origin of a request to %s',
    async (url) => {
      await expect(decide(url)).rejects.toHaveProperty('code', 'sign_in_url_invalid');
    },
  );
});
