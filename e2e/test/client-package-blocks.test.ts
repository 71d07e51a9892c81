import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientPackageApps, startReactPage } from '../harness/client-package-apps.js';
import type { QuickStartApp } from '../harness/quick-start.js';
import { launchBrowser, open, timeoutMs } from '../harness/visitor.js';

// What pages print for applications with the official client package, as it is printed.

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page of an application in a fresh browser, and the errors of its scripts. */
async function openPage(cookies: readonly { name: string; value: string; url: string }[] = []) {
  const context = await browser.newContext();
  context.setDefaultTimeout(timeoutMs);
  await context.addCookies(cookies);
  const page = await context.newPage();
  const failed: string[] = [];
  page.on('pageerror', (error) => failed.push(error.message));
  return { page, failed, close: () => context.close() };
}

/** The button that the official scripts draw for who is signed in. */
const userButton = (page: Page) => page.getByRole('button', { name: /user (button|menu)/i });

describe.each(clientPackageApps)('the application of $name', ({ start, hasLoader }) => {
  let app: QuickStartApp;
  beforeAll(async () => {
    app = await start();
  });
  afterAll(() => app.stop());

  it('has the state of the server in the page', async () => {
    const { cookieHeader, userId } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    const known = await app.get('/', { cookie: cookieHeader });
    expect([known.status, known.text], app.output()).toEqual([200, expect.stringContaining(`Known as ${userId}.`)]);
    const stranger = await app.get('/');
    expect([stranger.status, stranger.text]).toEqual([200, expect.stringContaining('Known as nobody.')]);
    if (!hasLoader) return;
    expect(known.text).toContain('The loader knows somebody.');
    expect(stranger.text).toContain('The loader knows nobody.');
  });

  it('has components in the browser', async () => {
    const { cookieHeader } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    const cookies = cookieHeader.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name, value: value.join('='), url: app.url };
    });
    const { page, failed, close } = await openPage(cookies);
    try {
      // The development server finds the packages of the page at its first load, and may reload the page.
      const holds = async () => {
        failed.length = 0;
        const broken = page.waitForEvent('pageerror', { timeout: 0 }).then((error) => Promise.reject(error));
        broken.catch(() => undefined);
        await open(page, app.url);
        await Promise.race([userButton(page).waitFor({ timeout: timeoutMs / 3 }), broken]);
        expect(failed).toEqual([]);
      };
      await vi.waitFor(holds, timeoutMs);
    } finally {
      await close();
    }
  });
});

describe('the page of React of the emulator', () => {
  let app: QuickStartApp;
  beforeAll(async () => {
    app = await startReactPage();
  });
  afterAll(() => app.stop());

  it('signs somebody in, and shows the button of who is signed in', async () => {
    const { page, failed, close } = await openPage();
    try {
      await page.goto(app.url);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(`${app.emulator.url}/**`);
      await page.getByRole('button', { name: /Ada/ }).click();
      await userButton(page).waitFor();
      expect(new URL(page.url()).origin).toBe(app.url);
      expect(failed).toEqual([]);
    } finally {
      await close();
    }
  });
});
