import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { columns, describeColumns, type Column } from '../harness/columns.js';
import { expireToken } from '../harness/expire-token.js';
import { openSite, visitorAccount } from '../harness/site.js';
import { launchBrowser, Visitor } from '../harness/visitor.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Signs in, lets the session token expire, loads the page again, and hands over what is left to check. */
async function outliveToken(
  column: Column,
  beforeReload: (visitor: Visitor) => Promise<void>,
  afterReload: (visitor: Visitor) => void,
): Promise<void> {
  const site = await openSite(column);
  const visitor = await Visitor.open(browser, site);
  try {
    await visitor.goTo('/protected');
    await visitor.signInWithPassword(visitorAccount.email, visitorAccount.password);
    await visitor.expectProfile('Ada Lovelace', visitorAccount.email);
    const firstToken = await visitor.sessionToken();

    await expireToken(visitor, site);
    await beforeReload(visitor);
    visitor.forget();
    await visitor.goTo('/protected');

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

describeColumns(withoutClientHalf, (column) => {
  it('an expired session token is renewed by a handshake when there is no refresh token', () =>
    outliveToken(
      column,
      (visitor) => visitor.context.clearCookies({ name: /^__refresh_/ }),
      (visitor) =>
        expect(visitor.handshakeReasons()).toEqual(['session-token-expired-refresh-non-eligible-no-refresh-cookie']),
    ));

  it('an expired session token is renewed without a visit to the sign-in page when there is a refresh token', () =>
    outliveToken(
      column,
      () => Promise.resolve(),
      (visitor) => expect(visitor.visited.map((url) => url.pathname)).not.toContain('/sign-in'),
    ));

  it('signs out although the session token expired while the page was open', async () => {
    const site = await openSite(column);
    const visitor = await Visitor.open(browser, site);
    try {
      await visitor.goTo('/protected');
      await visitor.signInWithPassword(visitorAccount.email, visitorAccount.password);
      await visitor.expectProfile('Ada Lovelace', visitorAccount.email);
      await expireToken(visitor, site);
      await visitor.page.getByRole('button', { name: 'Sign out' }).click();
      // Some frameworks renew a session where a form is sent, the others at the page that the form leads to.
      const renewed = visitor.page.getByText('Your session was renewed.');
      await renewed.or(visitor.page.getByText('You are signed out.')).waitFor();
      if (await renewed.isVisible()) await visitor.signOut();
      await visitor.page.getByText('You are signed out.').waitFor();
      await visitor.goTo('/protected');
      await visitor.expectSignInPage();
    } catch (error) {
      await visitor.saveEvidence(`signing out later ${column.name}`);
      throw error;
    } finally {
      await visitor.close();
      await site.close();
    }
  });
});
