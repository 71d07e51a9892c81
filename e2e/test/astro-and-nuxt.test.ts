import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { columns, describeColumns } from '../harness/columns.js';
import { expireToken } from '../harness/expire-token.js';
import { openSite, visitorAccount, type Site } from '../harness/site.js';
import { launchBrowser, timeoutMs, Visitor } from '../harness/visitor.js';

const { email, password, firstName, lastName } = visitorAccount;
const fullName = `${firstName} ${lastName}`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

// Without the client half, a page calls nobody, and test/renewal.test.ts shows how its session is renewed.
const withClientHalf = columns.filter(
  ({ framework, hasClientHalf }) => hasClientHalf && (framework === 'astro' || framework === 'nuxt'),
);

describeColumns(withClientHalf, (column) => {
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
      await visitor.expectProfile(fullName, email);
      await run(visitor);
    } catch (error) {
      await visitor.saveEvidence(`astro and nuxt ${column.name}`);
      throw error;
    } finally {
      await visitor.close();
    }
  }

  it('knows the person when a page calls the server, and on a navigation', () =>
    visit(async (visitor) => {
      await visitor.goTo('/action');
      await visitor.page.getByRole('button', { name: 'Act' }).click();
      await visitor.page.getByText(/^Acted as user_/).waitFor();
      await visitor.page.getByRole('link', { name: 'Your profile' }).click();
      await visitor.expectProfile(fullName, email);
    }));

  it('renews a session that has become old while no page was open', () =>
    visit(async (visitor) => {
      // No page of the app is open there, whose scripts would renew the token.
      await visitor.goToHosted('/sign-up');
      await expireToken(visitor, site);
      const expired = await visitor.sessionToken();
      visitor.forget();
      await visitor.goTo('/protected');
      await visitor.expectProfile(fullName, email);
      expect(visitor.visited.map(({ pathname }) => pathname)).not.toContain('/sign-in');
      // Where no cookie of the server arrives, the client half gets a token a moment later.
      await vi.waitFor(async () => expect(await visitor.sessionToken()).not.toBe(expired), timeoutMs);
    }));
});
