import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns } from '../harness/columns.js';
import { openSite, visitorAccount } from '../harness/site.js';
import { launchBrowser, Visitor } from '../harness/visitor.js';

const tokenLifetimeSeconds = 1;
/** How long after its expiry a token is still accepted, because clocks differ. */
const leewaySeconds = 5;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('an expired session token', () => {
  // Concurrent, because each of them mostly waits.
  it.concurrent.each(columns)('is renewed without the visitor noticing: $name', async (column) => {
    const site = await openSite(column, tokenLifetimeSeconds);
    const visitor = await Visitor.open(browser, site);
    try {
      await visitor.goTo('/protected');
      await visitor.signInWithPassword(visitorAccount.email, visitorAccount.password);
      await visitor.expectProfile('Ada Lovelace', visitorAccount.email);
      const first = await visitor.sessionToken();

      await visitor.page.waitForTimeout((tokenLifetimeSeconds + leewaySeconds + 1) * 1000);
      visitor.forget();
      await visitor.page.reload();

      await visitor.expectProfile('Ada Lovelace', visitorAccount.email);
      expect(visitor.page.url()).toBe(`${site.appUrl}/protected`);
      expect(visitor.handshakeReasons()).toEqual([expect.stringMatching(/^session-token-expired/)]);
      expect(visitor.visited.some((url) => url.pathname === '/sign-in')).toBe(false);
      const second = await visitor.sessionToken();
      expect(second).toBeDefined();
      expect(second).not.toBe(first);
    } catch (error) {
      await visitor.saveEvidence(`renewal ${column.name}`);
      throw error;
    } finally {
      await visitor.close();
      await site.close();
    }
  });
});
