import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { columns, describeColumns, legacyColumns } from '../harness/columns.js';
import { printedLinks } from '../harness/printed-links.js';
import { openSite, visitorAccount, type Site } from '../harness/site.js';
import { launchBrowser, Visitor } from '../harness/visitor.js';

const { email, password, firstName, lastName } = visitorAccount;
const fullName = `${firstName} ${lastName}`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describeColumns([...columns, ...legacyColumns], (column) => {
  let site: Site;
  let visitor: Visitor;
  beforeAll(async () => {
    site = await openSite(column);
  });
  afterAll(() => site.close());
  beforeEach(async () => {
    visitor = await Visitor.open(browser, site);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await visitor.saveEvidence(`${column.name} ${task.name}`);
    await visitor.close();
  });

  const { app } = column;
  if (typeof app === 'string')
    it('has every page that `npm start` links to', async () => {
      const { links } = printedLinks(app, site);
      for (const [name, url] of Object.entries(links)) expect([name, (await fetch(url)).status]).toEqual([name, 200]);
      // The next test goes where this leads.
      expect(new URL(links['Sign in'] ?? '').searchParams.get('redirect_url')).toBe(`${site.appUrl}/protected`);
    });

  it('sends a signed-out visitor to sign in, and back to the page with their own user', async () => {
    await visitor.goTo('/protected');
    expect(visitor.page.url()).toMatch(`${site.emulatorUrl}/sign-in`);
    expect(visitor.handshakeReasons()).toEqual(['dev-browser-missing']);

    visitor.forget();
    await visitor.signInWithPassword(email, password);
    await visitor.expectProfile(fullName, email);
    expect(visitor.page.url()).toBe(`${site.appUrl}/protected`);
    expect(visitor.handshakeReasons()).toEqual(['dev-browser-sync']);
  });

  it('signs in with one click on a known user', async () => {
    await visitor.goTo('/protected');
    await visitor.signInWithOneClick(fullName);
    await visitor.expectProfile(fullName, email);
  });

  it('works with JavaScript switched off', async () => {
    await visitor.close();
    visitor = await Visitor.open(browser, site, { javaScript: false });
    await visitor.goTo('/protected');
    await visitor.signInWithPassword(email, password);
    await visitor.expectProfile(fullName, email);
    await visitor.signOut();
    await visitor.goTo('/protected');
    await visitor.expectSignInPage();
  });

  it('explains a wrong password, and lets the visitor try again', async () => {
    await visitor.goTo('/protected');
    await visitor.signInWithPassword(email, 'not the password');
    await visitor.expectSignInPage();
    await visitor.page.getByText(/password is (incorrect|wrong)/i).waitFor();
    expect(await visitor.sessionToken()).toBeUndefined();

    await visitor.signInWithPassword(email, password);
    await visitor.expectProfile(fullName, email);
  });

  it('signs out, and asks to sign in again', async () => {
    await visitor.goTo('/protected');
    await visitor.signInWithPassword(email, password);
    await visitor.signOut();
    expect(visitor.page.url()).toBe(`${site.appUrl}/`);
    await visitor.page.getByText('You are signed out.').waitFor();
    expect(await visitor.sessionToken()).toBeUndefined();

    await visitor.goTo('/protected');
    await visitor.expectSignInPage();
  });

  it("signs out on the emulator's own page, and comes back", async () => {
    await visitor.goTo('/protected');
    await visitor.signInWithPassword(email, password);
    await visitor.expectProfile(fullName, email);
    await visitor.goToHosted(`/sign-out?redirect_url=${encodeURIComponent(`${site.appUrl}/`)}`);
    await visitor.page.getByText('You are signed out.').waitFor();
    expect(visitor.page.url()).toBe(`${site.appUrl}/`);
    await visitor.goTo('/protected');
    await visitor.expectSignInPage();
  });

  it('knows the visitor in a second tab, and forgets them in both', async () => {
    await visitor.goTo('/protected');
    await visitor.signInWithPassword(email, password);
    await visitor.expectProfile(fullName, email);
    const second = await visitor.newTab();
    await second.goTo('/protected');
    await second.expectProfile(fullName, email);
    expect(second.handshakeReasons()).toEqual([]);

    await second.signOut();
    await visitor.expectSentToSignIn('/protected', column.hasClientHalf);
  });

  it('answers the API with 401 to strangers and with the user to the page', async () => {
    const stranger = await fetch(`${site.appUrl}/api/me`);
    expect(stranger.status).toBe(401);

    await visitor.goTo('/protected');
    await visitor.signInWithPassword(email, password);
    const shownUserId = await visitor.page.getByText(/^user_/).innerText();
    // While the official client package starts, the browser has no session for a moment.
    const answer = await visitor.page.waitForFunction(
      async () => {
        const response = await fetch('/api/me');
        return response.status === 200 && response.text();
      },
      undefined,
      { polling: 200 },
    );
    expect(JSON.parse(String(await answer.jsonValue()))).toEqual({
      userId: shownUserId,
      sessionId: expect.stringMatching(/^sess_/) as string,
    });
  });
});
