import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { columns, describeColumns } from '../harness/columns.js';
import { openSite, visitorAccount, type Site } from '../harness/site.js';
import { clickUntil, launchBrowser, timeoutMs, Visitor } from '../harness/visitor.js';

const { email, password } = visitorAccount;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const withClientHalf = columns.filter(({ hasClientHalf }) => hasClientHalf);

describeColumns(withClientHalf, (column) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(column);
  });
  afterAll(() => site.close());

  const pageFor = async (path: string, cookie: string) =>
    (await fetch(site.appUrl + path, { headers: { cookie } })).text();

  const paths = column.framework === 'nextjs' ? ['/client', '/pages-client'] : ['/client'];
  it.each(paths)('has the state of the server on %s, before any script runs', async (path) => {
    const { cookieHeader, userId } = await site.emulator.signIn(email, { origin: site.appUrl });
    expect(await pageFor(path, cookieHeader)).toContain(`Known as ${userId}`);
    expect(await pageFor(path, '')).toContain('Known as nobody');
  });

  it('shows parts of a page to whom the server knows', async () => {
    const { cookieHeader } = await site.emulator.signIn(email, { origin: site.appUrl });
    const known = await pageFor('/client', cookieHeader);
    expect(known).toContain('to whom it knows');
    expect(known).not.toContain('to strangers');
    const stranger = await pageFor('/client', '');
    expect(stranger).toContain('to strangers');
    expect(stranger).not.toContain('to whom it knows');
  });

  it('loads the official scripts, which know the user, draw components and sign out', async () => {
    const visitor = await Visitor.open(browser, site);
    const failed: string[] = [];
    visitor.page.on('pageerror', (error) => failed.push(error.message));
    try {
      await visitor.goTo('/protected');
      await visitor.signInWithPassword(email, password);
      await visitor.expectProfile('Ada Lovelace', email);
      await visitor.goTo('/client');
      await visitor.page.getByText('Loaded true: Ada Lovelace').waitFor();
      const menu = visitor.page.getByRole('button', { name: /user (button|menu)/i });
      await clickUntil(menu, () => visitor.page.getByText(email).first().isVisible());
      await visitor.page.keyboard.press('Escape');

      await visitor.signOut();
      // Where signing out opens a new page, the scripts may be gone before they clear their cookies; the token in these lives a minute.
      await vi.waitFor(async () => {
        await visitor.goTo('/');
        expect(await visitor.page.getByText('You are signed out.').isVisible()).toBe(true);
      }, timeoutMs);
      expect((await visitor.context.request.get(`${site.appUrl}/api/me`)).status()).toBe(401);
      expect(failed).toEqual([]);
    } catch (error) {
      await visitor.saveEvidence(`client half ${column.name}`);
      throw error;
    } finally {
      await visitor.close();
    }
  });
});
