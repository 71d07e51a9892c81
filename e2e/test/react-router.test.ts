import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns, describeColumns } from '../harness/columns.js';
import { openSite, visitorAccount, type Site } from '../harness/site.js';
import { launchBrowser, Visitor } from '../harness/visitor.js';

const { email, password, firstName, lastName } = visitorAccount;
const require = createRequire(import.meta.url);
const columnsOfReactRouter = columns.filter(({ framework }) => framework === 'react-router');
const isOurs = ({ swaps }: (typeof columns)[number]) => !('@acme/react-router/server' in swaps);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describeColumns(columnsOfReactRouter, (column) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(column);
  });
  afterAll(() => site.close());

  async function visit(run: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await Visitor.open(browser, site);
    try {
      await visitor.goTo('/protected');
      await visitor.signInWithPassword(email, password);
      await visitor.expectProfile(`${firstName} ${lastName}`, email);
      await run(visitor);
    } catch (error) {
      await visitor.saveEvidence(`react router ${column.name}`);
      throw error;
    } finally {
      await visitor.close();
    }
  }

  it('knows the person on navigations in the browser', () =>
    visit(async ({ page }) => {
      await page.getByRole('link', { name: 'Home' }).click();
      await page.getByText('You are signed in as').waitFor();
      await page.getByRole('link', { name: 'Your profile' }).click();
      await page.getByRole('heading', { name: 'Your profile' }).waitFor();
    }));

  // With the client half the browser renews the session before it navigates.
  const renews = isOurs(column) && !column.hasClientHalf;
  if (renews)
    it('renews a session on a navigation in the browser, and asks nobody to sign in', () =>
      visit(async (visitor) => {
        const { page, context } = visitor;
        await page.getByRole('link', { name: 'Home' }).click();
        await page.getByText('You are signed in as').waitFor();
        // What is left when the token has expired, and there is no token to renew it with.
        const cookies = await context.cookies(site.appUrl);
        const gone = cookies.filter(({ name }) => /^__(session|refresh)/.test(name));
        for (const { name } of gone) await context.clearCookies({ name });
        visitor.forget();
        await page.getByRole('link', { name: 'Your profile' }).click();
        await visitor.expectProfile(`${firstName} ${lastName}`, email);
        expect(visitor.handshakeReasons()).toEqual(['client-uat-but-no-session-token']);
        expect(visitor.visited.some(({ pathname }) => pathname === '/sign-in')).toBe(false);
        expect(visitor.visited.some(({ href }) => href.includes('.data'))).toBe(false);
      }));

  if (column.app !== 'example-react-router')
    it('knows who calls an action, with scripts and without', () =>
      visit(async (visitor) => {
        const { page } = visitor;
        await visitor.goTo('/action');
        await page.getByRole('button', { name: 'Act' }).click();
        await page.getByText(/Acted as user_/).waitFor();
        const { cookieHeader } = await site.emulator.signIn(email, { origin: site.appUrl });
        const headers = { cookie: cookieHeader, origin: site.appUrl };
        const posted = await fetch(`${site.appUrl}/action`, { method: 'POST', headers, body: new URLSearchParams() });
        expect(await posted.text()).toContain('Acted as user_');
      }));
});

describe('what browsers get of an app with React Router', () => {
  const folders = [
    ['example-react-router', 'build/client'],
    ['e2e-react-router-7', 'app/build/client'],
    ['e2e-react-router-8', 'app/build/client'],
  ] as const;

  it.each(folders)('contains nothing of the server: %s', (name, folder) => {
    const client = join(dirname(require.resolve(`${name}/package.json`)), folder);
    const files = readdirSync(client, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const text = readFileSync(join(file.parentPath, file.name), 'latin1');
      expect(text, file.name).not.toMatch(/__clerk_handshake_nonce|@acme\/(react-router|backend)|x-clerk-auth-reason/);
    }
  });
});
