import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RequestState } from '../../src/request/request-state.js';
import {
  Browser,
  now,
  returnAddress,
  startInstance,
  withParameter,
  type ProductionInstance,
} from './production-instance.js';

const page = 'https://app.example.com/page?x=1';
const nonce = '__clerk_handshake_nonce';
const token = '__clerk_handshake';

let instance: ProductionInstance;
let other: ProductionInstance;
let attackerDirectives: readonly string[];

beforeAll(async () => {
  instance = await startInstance();
  other = await startInstance('clerk.other.com');
  attackerDirectives = [
    `__session=${await instance.sessionOf('attacker')}; Path=/`,
    `__client_uat=${now - 20}; Path=/`,
  ];
});
afterAll(() => Promise.all([instance.close(), other.close()]));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  instance.calls.length = 0;
  instance.isDown = false;
  instance.results.clear();
  instance.results.set('good', attackerDirectives);
  instance.results.set('nobody', []);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What a visitor brings: signed in, signed in with an expired token, or nothing. */
async function visitors(): Promise<readonly (readonly [string, Readonly<Record<string, string>>])[]> {
  return [
    ['signed in', { __session: await instance.sessionOf('victim'), __client_uat: String(now - 20) }],
    ['expired', { __session: await instance.sessionOf('victim', 120), __client_uat: String(now - 130) }],
    ['signed in elsewhere', { __client_uat: String(now - 20) }],
    ['nobody', {}],
  ];
}

function describeState(state: RequestState) {
  const location = state.headers.get('location');
  const headers = Object.fromEntries([...state.headers].filter(([name]) => name !== 'location'));
  const auth = state.toAuth();
  const leadsTo = location === null ? undefined : new URL(location).pathname;
  return {
    status: state.status,
    reason: state.reason,
    user: auth && 'userId' in auth && auth.userId,
    leadsTo,
    headers,
  };
}

const cleared = /^__clerk_hs_sent_[\w-]+=; Path=\/; SameSite=Lax; HttpOnly; Max-Age=0; Secure$/;

describe('a result in the address, in production', () => {
  it('counts for nobody who was not sent for it: it changes nothing and costs no call', async () => {
    const signedIn = await instance.sign({ handshake: attackerDirectives });
    const signedOut = await instance.sign({ handshake: [] });
    const links = [
      `${nonce}=good`,
      `${nonce}=bogus`,
      `${nonce}=nobody`,
      `${nonce}=`,
      `%5F_clerk_handshake%5Fnonce=good`,
      `${nonce}=good&${nonce}=good`,
      `${token}=${signedIn}`,
      `${token}=${signedOut}`,
      `${token}=junk`,
      `${token}=${signedIn}&${nonce}=good&__clerk_help=1`,
      `${token}=${signedIn}&__clerk_db_jwt=dvb_1&__clerk_synced=true`,
    ];
    for (const [who, cookies] of await visitors()) {
      const expected = describeState(await new Browser(instance.options, cookies).visit(page));
      for (const link of links) {
        const state = await new Browser(instance.options, cookies).visit(`${page}&${link}`);
        expect([who, link, describeState(state)]).toEqual([who, link, expected]);
        // What did not count does not come back beside the result that will.
        if (state.status !== 'handshake') continue;
        expect(returnAddress(state).href).not.toMatch(/good|bogus|nobody|junk|eyJ/);
        expect(returnAddress(state).searchParams.get('x')).toBe('1');
      }
    }
    expect(instance.calls).toEqual([]);
  });

  it('counts for no script either, and lets none of another site read the answer', async () => {
    const headers = { 'sec-fetch-dest': 'empty', origin: 'https://evil.example' };
    const state = await new Browser(instance.options).visit(`${page}&${nonce}=good`, {}, headers);
    expect(state.headers.has('access-control-allow-origin')).toBe(false);
    expect(instance.calls).toEqual([]);
  });

  it.each([nonce, token])('counts for a browser that was sent to the handshake, once: %s', async (name) => {
    const value = name === nonce ? 'good' : await instance.sign({ handshake: attackerDirectives, exp: now + 1000 });
    const browser = new Browser(instance.options, { __client_uat: String(now - 20) });
    const sent = await browser.visit(page);
    expect(sent.status).toBe('handshake');
    const back = withParameter(returnAddress(sent), name, value);
    // The return takes a while, and meets another process.
    vi.setSystemTime((now + 30) * 1000);
    const state = await browser.visit(back);
    expect(describeState(state)).toMatchObject({ status: 'signed-in', user: 'attacker' });
    expect(state.headers.getSetCookie().at(-1)).toMatch(cleared);
    expect(instance.calls).toHaveLength(name === nonce ? 1 : 0);
    // The address is still there when the page is loaded again; the result is not taken again.
    expect((await browser.visit(back)).status).toBe('signed-in');
    expect(instance.calls).toHaveLength(name === nonce ? 1 : 0);
  });

  it('sets the cookie with every redirect to a handshake, for minutes, for scripts out of reach', async () => {
    const cookieOf = (state: RequestState) => state.headers.getSetCookie().find((each) => each.includes('hs_sent'));
    const [[, victim], [, expired]] = (await visitors()) as [
      readonly [string, Record<string, string>],
      readonly [string, Record<string, string>],
    ];
    const expected = /^__clerk_hs_sent_[\w-]+=1; Path=\/; SameSite=Lax; HttpOnly; Max-Age=(\d+); Secure$/;
    const organizationSyncOptions = { organizationPatterns: ['/orgs/:slug'] };
    const satellite = { isSatellite: true, domain: 'sat.com', signInUrl: 'https://app.example.com/sign-in' };
    const states = [
      await new Browser(instance.options, expired).visit(page),
      await new Browser(instance.options, { __client_uat: '5' }).visit(page),
      await new Browser(instance.options, { __session: victim['__session'] ?? '' }).visit(page),
      await new Browser(instance.options, victim).visit(page, {}, { referer: 'https://elsewhere.example/' }),
      await new Browser(instance.options, victim).visit('https://app.example.com/orgs/acme', {
        organizationSyncOptions,
      }),
      await new Browser(instance.options).visit('https://sat.com/', { ...satellite, satelliteAutoSync: true }),
      await new Browser(instance.options).visit('https://sat.com/?__clerk_synced=false', satellite),
      await new Browser(instance.options, expired).visit(
        'http://10.0.0.1:3000/',
        {},
        { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'app.example.com' },
      ),
      await new Browser(instance.options, expired).visit(page, { proxyUrl: '/__clerk' }),
    ];
    for (const state of states) {
      expect(state.status).toBe('handshake');
      expect(Number(expected.exec(cookieOf(state) ?? '')?.[1])).toBeGreaterThanOrEqual(120);
    }
    // A browser would not keep a secure cookie that came over http.
    const plain = await new Browser(instance.options, expired).visit('http://localhost:3000/');
    expect(cookieOf(plain)).toMatch(/Max-Age=\d+$/);
    // Nobody was sent anywhere, so nothing is set.
    expect(cookieOf(await new Browser(instance.options, victim).visit(page))).toBeUndefined();
  });

  it('of the service may hold what is no cookie, which is left out', async () => {
    const own = `__session=${await instance.sessionOf('own')}; Path=/`;
    instance.results.set('mixed', [5, null, 'a=b', own, {}] as never);
    const state = await new Browser(instance.options, { [nonce]: 'mixed' }).visit(page);
    expect(describeState(state)).toMatchObject({ status: 'signed-in', user: 'own' });
    expect(state.headers.getSetCookie()).toEqual(['a=b', own]);
  });

  it('in a cookie counts for everybody, before one in the address', async () => {
    instance.results.set('own', [`__session=${await instance.sessionOf('own')}; Path=/`]);
    const browser = new Browser(instance.options, { [nonce]: 'own' });
    const state = await browser.visit(`${page}&${nonce}=good`);
    expect(describeState(state)).toMatchObject({ status: 'signed-in', user: 'own' });
    expect(state.headers.getSetCookie().join()).not.toContain('hs_sent');
    const sent = new Browser(instance.options, { __client_uat: '5' });
    await sent.visit(page);
    sent.cookies.set(nonce, 'own');
    expect(describeState(await sent.visit(`${page}&${nonce}=good`))).toMatchObject({ user: 'own' });
    expect(instance.calls.join()).not.toContain('good');
  });

  it('is kept for another try while the service is down', async () => {
    const browser = new Browser(instance.options, { __client_uat: '5' });
    const back = withParameter(returnAddress(await browser.visit(page)), nonce, 'good');
    instance.isDown = true;
    expect((await browser.visit(back)).unavailable).toBe(true);
    instance.isDown = false;
    expect(describeState(await browser.visit(back))).toMatchObject({ status: 'signed-in' });
  });

  it('of one instance is not let in by the cookie of another on the same host', async () => {
    const browser = new Browser(other.options, { __client_uat: '5' });
    const sent = await browser.visit(page);
    const foreign = new Browser(instance.options, Object.fromEntries(browser.cookies));
    await foreign.visit(withParameter(returnAddress(sent), nonce, 'good'));
    expect(instance.calls).toEqual([]);
  });

  it('does not send a browser around for ever that refuses cookies', async () => {
    const satellite = { isSatellite: true, domain: 'sat.com', signInUrl: 'https://app.example.com/sign-in' };
    for (const [cookies, url, call] of [
      [{ __client_uat: '5' }, page, {}],
      [{ __session: await instance.sessionOf('victim', 120), __client_uat: '5' }, page, {}],
      [{}, 'https://sat.com/?__clerk_synced=false', satellite],
    ] as const) {
      const browser = new Browser(instance.options, cookies);
      browser.keepsCookies = false;
      let state = await browser.visit(url, call);
      let visits = 1;
      for (; state.status === 'handshake' && visits < 10; visits += 1)
        state = await browser.visit(withParameter(returnAddress(state), nonce, 'good'), call);
      expect(state.status).toBe('signed-out');
      expect(visits).toBe(3);
    }
    expect(instance.calls).toEqual([]);
  });

  it('in a token counts until its time is over, as far as clocks differ', async () => {
    for (const [exp, status] of [
      [now - 4, 'signed-in'],
      [now - 5, 'handshake'],
      // Only a number is a time.
      ['1', 'signed-in'],
    ] as const) {
      const browser = new Browser(instance.options, { __client_uat: '5' });
      const handshake = await instance.sign({ handshake: attackerDirectives, exp: exp as number });
      expect(
        (await browser.visit(withParameter(returnAddress(await browser.visit(page)), token, handshake))).status,
      ).toBe(status);
    }
  });

  it('of another kind of token, or of another key, is none', async () => {
    const sign = (claims: object, header: object) =>
      instance.sign({ handshake: attackerDirectives, ...claims }, { typ: 'JWT', ...header });
    const browser = new Browser(instance.options, { __client_uat: '5' });
    const back = returnAddress(await browser.visit(page));
    for (const value of [
      await sign({}, { cat: 'cl_B7d4PD222AAA' }),
      await sign({}, { typ: 'at+jwt' }),
      await sign({}, { crit: ['b64'], b64: true }),
      await other.sign({ handshake: attackerDirectives }),
    ]) {
      const visitor = new Browser(instance.options, Object.fromEntries(browser.cookies));
      expect((await visitor.visit(withParameter(back, token, value))).status).toBe('handshake');
    }
    expect(describeState(await browser.visit(withParameter(back, token, await sign({}, {}))))).toMatchObject({
      user: 'attacker',
    });
  });

  it('is asked for once more when only the cookie of the redirect was lost', async () => {
    const browser = new Browser(instance.options, { __client_uat: '5' });
    browser.keepsCookies = false;
    const first = await browser.visit(page);
    browser.keepsCookies = true;
    const second = await browser.visit(withParameter(returnAddress(first), nonce, 'good'));
    expect(second.status).toBe('handshake');
    const state = await browser.visit(withParameter(returnAddress(second), nonce, 'good'));
    expect(describeState(state)).toMatchObject({ status: 'signed-in' });
    const seconds = Number(returnAddress(second).searchParams.get('__clerk_hs_retry'));
    for (const [age, status] of [
      [299, 'signed-out'],
      [300, 'handshake'],
      [-299, 'signed-out'],
      [-300, 'handshake'],
    ] as const) {
      vi.setSystemTime((seconds + age) * 1000);
      const again = new Browser(instance.options, { __client_uat: '5' });
      expect([age, (await again.visit(withParameter(returnAddress(second), nonce, 'good'))).status]).toEqual([
        age,
        status,
      ]);
    }
    // An address that was kept for a while does not stop a browser from being sent again.
    const late = returnAddress(second).href;
    vi.setSystemTime((now + 3600) * 1000);
    const bookmark = new Browser(instance.options, { __client_uat: '5' });
    expect((await bookmark.visit(withParameter(late, nonce, 'old'))).status).toBe('handshake');
  });
});

describe('the other parameters of the protocol, in production', () => {
  it.each([
    '__clerk_db_jwt=dvb_1',
    '__dev_session=dvb_1',
    '__clerk_help=1',
    '__clerk_hs_reason=x',
    'format=token',
    '__clerk_synced=true',
    '__clerk_synced=false',
    '__clerk_redirect_url=https%3A%2F%2Fevil.example%2F',
    'suffixed_cookies=true',
    '__clerk_api_version=1',
    'organization_id=org_1',
    '__clerk_hs_retry=1760000000',
    '__clerk_ticket=t',
  ])('%s changes nothing', async (link) => {
    for (const [who, cookies] of await visitors()) {
      const expected = describeState(await new Browser(instance.options, cookies).visit(page));
      const state = await new Browser(instance.options, cookies).visit(`${page}&${link}`);
      expect([who, describeState(state)]).toEqual([who, expected]);
      const session = await new Browser(instance.options, cookies).visit(
        `${page}&__session=${await instance.sessionOf('attacker')}`,
      );
      expect([who, describeState(session)]).toEqual([who, expected]);
    }
    expect(instance.calls).toEqual([]);
  });
});
