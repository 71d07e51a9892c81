import { startServer } from 'testing';
import { describe, expect, it } from 'vitest';
import { createRedirects, withDevBrowser, type RedirectParams } from '../../src/full-stack/create-redirects.js';
import { pageUrlOf, publicUrlOf } from '../../src/request/page-url-of.js';
import { decide, sign } from './decided-state.js';

const answers = {
  redirect: (url: string) => url,
  refuse: ({ status, headers }: { status: number; headers: readonly (readonly [string, string])[] }) =>
    `${status} ${new Map(headers).get('retry-after') ?? ''}`,
};
type Given = Parameters<typeof decide>[0];
const pages = { signInUrl: '/sign-in', signUpUrl: 'https://accounts.example.com/sign-up' };

async function redirect(
  name: 'redirectToSignIn' | 'redirectToSignUp',
  params?: RedirectParams,
  given: Given = {},
  own: object = pages,
) {
  const { state, head } = await decide(given, own);
  return createRedirects(state, head, answers)[name](params);
}

const back = (url: string) => new URL(url, 'https://app.example.com').searchParams.get('redirect_url');

describe('createRedirects', () => {
  it('leads to the pages of the options, and back to the page', async () => {
    const page = encodeURIComponent('https://app.example.com/page?x=1');
    expect(await redirect('redirectToSignIn')).toBe(`/sign-in?redirect_url=${page}`);
    expect(await redirect('redirectToSignUp')).toBe(`https://accounts.example.com/sign-up?redirect_url=${page}`);
  });

  it('leads to each page as the options have it', async () => {
    const own = { signInUrl: '//accounts.example.com/sign-in', signUpUrl: 'sign-up/' };
    const to = (name: 'redirectToSignIn' | 'redirectToSignUp', options: object) =>
      redirect(name, { returnBackUrl: null }, {}, options);
    expect(await to('redirectToSignIn', own)).toBe('https://accounts.example.com/sign-in');
    expect(await to('redirectToSignUp', own)).toBe('https://app.example.com/sign-up/');
    const other = { signInUrl: 'https://app.example.com/sign-in', signUpUrl: '/sign-up' };
    expect(await to('redirectToSignIn', other)).toBe('https://app.example.com/sign-in');
    expect(await to('redirectToSignUp', other)).toBe('/sign-up');
  });

  it('leaves it to no header of a request which host a path is on', async () => {
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    expect(await redirect('redirectToSignIn', { returnBackUrl: null }, { headers })).toBe('/sign-in');
    const twice = { ...pages, signInUrl: '/x/..//evil.example' };
    expect(await redirect('redirectToSignIn', { returnBackUrl: null }, {}, twice)).toBe(
      'https://app.example.com//evil.example',
    );
  });

  it('leads to the hosted pages without options', async () => {
    expect(new URL(await redirect('redirectToSignIn', undefined, {}, {})).pathname).toBe('/sign-in');
    expect(new URL(await redirect('redirectToSignUp', undefined, {}, {})).pathname).toBe('/sign-up');
  });

  it('returns to the public address, without the parameters of the protocol', async () => {
    const url = 'http://localhost:3000/page?x=1&__clerk_synced=true&__clerk_db_jwt=dvb_1';
    const headers = { 'x-forwarded-host': 'www.example.com', 'x-forwarded-proto': 'https' };
    expect(back(await redirect('redirectToSignIn', {}, { url, headers }))).toBe('https://www.example.com/page?x=1');
    const strict = { ...pages, strict: true };
    expect(back(await redirect('redirectToSignIn', {}, { url, headers }, strict))).toBe(
      'http://localhost:3000/page?x=1',
    );
    const { state, head } = await decide({ url, headers });
    expect(publicUrlOf(state, head).search).toContain('__clerk_synced=true');
    expect(pageUrlOf(state, head).href).toBe('https://www.example.com/page?x=1');
  });

  it.each<[RedirectParams['returnBackUrl'], string | null]>([
    [null, null],
    ['', 'https://app.example.com/page?x=1'],
    ['/other', 'https://app.example.com/other'],
    ['https://partner.example/x', 'https://partner.example/x'],
    [new URL('https://partner.example/x'), 'https://partner.example/x'],
    ['//evil.example/x', null],
    ['/\\evil.example/x', null],
    ['\\\\evil.example/x', null],
    ['/\t/evil.example', null],
    ['\n//evil.example', null],
    [' https://evil.example', null],
    ['https:\\\\evil.example', null],
    ['http:evil.example', null],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://', null],
  ])('returns from %j to %s', async (returnBackUrl, expected) => {
    expect(back(await redirect('redirectToSignIn', { returnBackUrl }))).toBe(expected);
  });

  it('takes the development browser along to another host', async () => {
    const given = { headers: { cookie: '__clerk_db_jwt=dvb_1' } };
    expect(await redirect('redirectToSignUp', {}, given)).toContain('__clerk_db_jwt=dvb_1');
    expect(await redirect('redirectToSignIn', {}, given)).not.toContain('dvb_1');
  });

  it('leads a pending session to its tasks', async () => {
    const token = await sign({ sts: 'pending' });
    const tasks = await redirect('redirectToSignIn', {}, { token });
    expect(new URL(tasks, 'https://app.example.com').pathname).toBe('/sign-in/tasks');
  });

  it('redirects nobody for an outage', async () => {
    const api = await startServer((_, response) => {
      response.writeHead(503, { 'retry-after': '7' }).end();
    });
    const down = { ...pages, apiUrl: api.url };
    for (const name of ['redirectToSignIn', 'redirectToSignUp'] as const)
      expect(await redirect(name, {}, { token: 'ak_unchecked' }, down)).toBe('503 7');
    await api.close();
  });
});

describe('withDevBrowser', () => {
  const cookie = '__clerk_db_jwt=dvb_1';
  const lead = async (target: string, headers: Record<string, string> = { cookie }, own: object = {}) => {
    const { state, head } = await decide({ headers }, own);
    return withDevBrowser(state, head, target);
  };

  it('gives the token of the browser to a page of another host', async () => {
    expect(await lead('https://other.example/a?b=c#d')).toBe('https://other.example/a?b=c&__clerk_db_jwt=dvb_1#d');
    expect(await lead('//other.example/a')).toBe('https://other.example/a?__clerk_db_jwt=dvb_1');
    expect(await lead('https://app.example.com:8443/')).toBe('https://app.example.com:8443/?__clerk_db_jwt=dvb_1');
  });

  it.each(['/a?b=c', 'a', 'https://app.example.com/a', 'http://app.example.com/a'])(
    'leaves an address of this host as it is: %s',
    async (target) => {
      expect(await lead(target)).toBe(target);
    },
  );

  it('gives nobody the token in production, and none where there is none', async () => {
    const production = { publishableKey: `pk_live_${btoa('clerk.example.com$')}`, secretKey: 'sk_live_decided' };
    const target = 'https://other.example/a';
    expect(await lead(target, { cookie }, production)).toBe(target);
    expect(await lead(target, {})).toBe(target);
    expect(await lead(target, { cookie: '__clerk_db_jwt=' })).toBe(target);
  });
});
