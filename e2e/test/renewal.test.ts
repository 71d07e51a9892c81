import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns, type Column } from '../harness/columns.js';
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

/** Signs in, lets the session token expire, reloads the page, and hands over what is left to check. */
async function outliveToken(
  column: Column,
  beforeReload: (visitor: Visitor) => Promise<void>,
  afterReload: (visitor: Visitor) => void,
): Promise<void> {
  const site = await openSite(column, tokenLifetimeSeconds);
  const visitor = await Visitor.open(browser, site);
  try {
    await visitor.goTo('/protected');
    await visitor.signInWithPassword(visitorAccount.email, visitorAccount.password);
    await visitor.expectProfile('Ada Lovelace', visitorAccount.email);
    const firstToken = await visitor.sessionToken();

    await visitor.page.waitForTimeout((tokenLifetimeSeconds + leewaySeconds + 1) * 1000);
    await beforeReload(visitor);
    visitor.forget();
    await visitor.reload();

    await visitor.expectProfile('Ada Lovelace', visitorAccount.email);
    expect(visitor.page.url()).toBe(`${site.appUrl}/protected`);
    const secondToken = await visitor.sessionToken();
    expect(secondToken).toBeDefined();
    expect(secondToken).not.toBe(firstToken);
    afterReload(visitor);
  } catch (error) {
    await visitor.saveEvidence(`renewal ${column.name}`);
    throw error;
  } finally {
    await visitor.close();
    await site.close();
  }
}

// The official client half renews the token in the browser, long before the page is reloaded.
const withoutClientHalf = columns.filter(({ hasClientHalf }) => !hasClientHalf);

// Concurrent, because each of them mostly waits.
describe.concurrent.each(withoutClientHalf.map((column) => [column.name, column] as const))(
  'an expired session token on %s',
  (_name, column) => {
    it('is renewed by a handshake when there is no refresh token', () =>
      outliveToken(
        column,
        (visitor) => visitor.context.clearCookies({ name: /^__refresh_/ }),
        (visitor) =>
          expect(visitor.handshakeReasons()).toEqual(['session-token-expired-refresh-non-eligible-no-refresh-cookie']),
      ));

    it('is renewed without a visit to the sign-in page when there is a refresh token', () =>
      outliveToken(
        column,
        () => Promise.resolve(),
        (visitor) => expect(visitor.visited.map((url) => url.pathname)).not.toContain('/sign-in'),
      ));
  },
);
