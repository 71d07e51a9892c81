import type { RequestListener } from 'node:http';
import { createEmulator, type Emulator } from '@acme/emulator';
import { protect, requireAuth } from '@acme/express';
import { clerkMiddleware as officialMiddleware, requireAuth as officialRequireAuth } from '@clerk/express';
import express, { type RequestHandler } from 'express';
import { pageHeaders, startServer, withEnvironment } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { adapters } from './servers.js';

// A person opens a page that needs sign-in, and ends on that page, signed in. The browser is cookies and redirects.

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
  withEnvironment(emulator.env, { without: 'CLERK_' });
  return () => emulator.close();
});

const serve = async (app: RequestListener) => (await startServer(app, { hostname: 'localhost' })).url;

function site(...guards: RequestHandler[]): Promise<string> {
  const app = express();
  app.get('/guarded', ...guards, (_req, res) => void res.json({ passed: true }));
  return serve(app);
}

class Browser {
  readonly #jar = new Map<string, string>();
  readonly visited: string[] = [];

  async #ask(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    this.visited.push(url);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        ...pageHeaders,
        cookie: [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form ? { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' } : {}),
      },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const directive of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(directive) ?? [];
      if (/max-age=0/i.test(directive)) this.#jar.delete(name);
      else this.#jar.set(name, value);
    }
    return response;
  }

  /** Follows redirects to a page; a link that is clicked, or a form that is sent. */
  async go(
    url: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ url: string; status: number; text: string }> {
    let at = url;
    let response = await this.#ask(at, form);
    for (let hops = 0; response.status >= 300 && response.status < 400; hops += 1) {
      if (hops === 12) throw new Error(`There is no end to it: ${this.visited.join(' ')}`);
      at = new URL(response.headers.get('location') ?? '', at).href;
      response = await this.#ask(at);
    }
    return { url: at, status: response.status, text: await response.text() };
  }
}

/** The hidden fields of the form that signs in with one click. */
function fieldsOf(text: string): Record<string, string> {
  const [, form = ''] = /<form[^>]*class="people"[^>]*>([\s\S]*?)<\/form>/.exec(text) ?? [];
  const hidden = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]));
}

async function signsIn(url: string, userFields = true): Promise<void> {
  const browser = new Browser();
  const page = `${url}/guarded?a=1&b=%2F`;
  const signIn = await browser.go(page);
  expect(signIn.url.startsWith(`${emulator.url}/sign-in`)).toBe(true);
  expect(signIn.text).toContain(`to continue to ${new URL(url).host}`);
  const form = { user_id: emulator.users[0]?.id ?? '', ...(userFields ? fieldsOf(signIn.text) : {}) };
  const end = await browser.go(`${emulator.url}/sign-in`, form);
  expect([end.url, end.status, JSON.parse(end.text)]).toEqual([page, 200, { passed: true }]);
  // The next visit needs no redirect at all.
  browser.visited.length = 0;
  expect((await browser.go(page)).status).toBe(200);
  expect(browser.visited).toEqual([page]);
}

describe('a person who opens a page that needs sign-in ends there, signed in', () => {
  const ours = () => site(requireAuth());
  const official = () => site(officialMiddleware(), officialRequireAuth());

  it('with requireAuth() of ours', async () => signsIn(await ours()));
  it('with requireAuth() of the official package', async () => signsIn(await official()));
  it('with an official requireAuth(), where the form was sent without its hidden fields', async () =>
    signsIn(await official(), false));
  it('with protect() alone', async () => signsIn(await site(protect({ signInUrl: `${emulator.url}/sign-in` }))));

  it.each(adapters)('with protect() on %s', async (_, start) => {
    await signsIn(await start({ protect: { signInUrl: `${emulator.url}/sign-in` } }));
  });

  it('also by making an account', async () => {
    const browser = new Browser();
    const page = `${await official()}/guarded`;
    await browser.go(page);
    const fields = { email_address: 'new@example.com', password: 'a rather long password' };
    const end = await browser.go(`${emulator.url}/sign-up`, fields);
    expect([end.url, end.status]).toEqual([page, 200]);
  });

  it('but is sent to no page that may not be visited, or that was left long ago', async () => {
    const page = `${await official()}/guarded`;
    const form = { user_id: emulator.users[0]?.id ?? '' };
    const end = async (fields: Record<string, string>, wait = 0) => {
      const browser = new Browser();
      await browser.go(page);
      emulator.clock.advance(wait);
      return (await browser.go(`${emulator.url}/sign-in`, { ...form, ...fields })).url;
    };
    expect(await end({ redirect_url: 'https://evil.example/' })).toBe(`${emulator.url}/user`);
    expect(await end({}, 61 * 60 * 1000)).toBe(`${emulator.url}/user`);
    emulator.clock.reset();
    const stranger = await new Browser().go(`${emulator.url}/sign-in`, form);
    expect(stranger.url).toBe(`${emulator.url}/user`);
  });
});

describe('the address of the sign-in page', () => {
  const page = { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' };

  it.each(adapters)('gets the page to come back to, unless it names one (%s)', async (_, start) => {
    const sent = async (signInUrl: string, headers: Record<string, string> = {}, options = {}) => {
      const url = await start({ protect: { signInUrl }, options });
      const response = await fetch(`${url}/guarded?x=1&__clerk_other=1`, {
        headers: { ...page, ...headers },
        redirect: 'manual',
      });
      const location = response.headers.get('location') ?? '';
      return location.replaceAll(encodeURIComponent(url), '<site>');
    };
    const back = `redirect_url=<site>${encodeURIComponent('/guarded?x=1')}`;
    expect(await sent('https://sign.in.example')).toBe(`https://sign.in.example?${back}`);
    expect(await sent('/sign-in?lang=de#top')).toBe(`/sign-in?lang=de&${back}#top`);
    expect(await sent('/sign-in?redirect_url=%2Fhome')).toBe('/sign-in?redirect_url=%2Fhome');
    const forwarded = { 'x-forwarded-host': 'other.example', 'x-forwarded-proto': 'https' };
    const other = `redirect_url=${encodeURIComponent('https://other.example/guarded?x=1')}`;
    expect(await sent('/sign-in', forwarded)).toBe(`/sign-in?${other}`);
    expect(await sent('/sign-in', { 'x-forwarded-host': 'other.example' }, { strict: true })).toBe(`/sign-in?${back}`);
  });
});
