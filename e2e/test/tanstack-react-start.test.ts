import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { columns, describeColumns } from '../harness/columns.js';
import { openSite, visitorAccount, type Site } from '../harness/site.js';
import { launchBrowser, Visitor } from '../harness/visitor.js';

const { email, password, firstName, lastName } = visitorAccount;
const columnsOfStart = columns.filter(({ framework }) => framework === 'tanstack-react-start');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The router of the page, where TanStack Start keeps it. */
interface WithRouter {
  readonly __TSR_ROUTER__: {
    readonly clearCache: () => void;
    readonly preloadRoute: (options: { readonly to: string }) => Promise<unknown>;
  };
}

/** Requests the data of the profile page as a link does that loads its page ahead; runs in the browser. */
function preloadProfile(): void {
  const { __TSR_ROUTER__: router } = globalThis as unknown as WithRouter;
  router.clearCache();
  void router.preloadRoute({ to: '/protected' });
}

describeColumns(columnsOfStart, (column) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(column);
  });
  afterAll(() => site.close());

  /** Opens a browser with somebody signed in, who looks at the home page. */
  async function visit(run: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await Visitor.open(browser, site);
    try {
      await visitor.goTo('/protected');
      await visitor.signInWithPassword(email, password);
      await visitor.expectProfile(`${firstName} ${lastName}`, email);
      await visitor.page.getByRole('link', { name: 'Home' }).click();
      await visitor.page.getByText('You are signed in as').waitFor();
      // A link that is clicked before the page's script runs opens a new document.
      await visitor.page.waitForFunction(() => '__TSR_ROUTER__' in globalThis);
      visitor.forget();
      await run(visitor);
    } catch (error) {
      await visitor.saveEvidence(`tanstack start ${column.name}`);
      throw error;
    } finally {
      await visitor.close();
    }
  }

  /** What is left when the token has expired, and there is no token to renew it with. */
  async function loseToken({ context }: Visitor): Promise<void> {
    await context.clearCookies({ name: /^__(session|refresh)/ });
  }

  const openProfile = ({ page }: Visitor) => page.getByRole('link', { name: 'Your profile' }).click();

  /** Expects the profile page, which was loaded anew with a session that was looked up, without a visit to the sign-in page. */
  async function expectRenewed(visitor: Visitor): Promise<void> {
    await visitor.expectProfile(`${firstName} ${lastName}`, email);
    expect(visitor.page.url()).toBe(`${site.appUrl}/protected`);
    expect(visitor.handshakeReasons()).toEqual(['client-uat-but-no-session-token']);
    expect(visitor.visited.some(({ pathname }) => pathname === '/sign-in')).toBe(false);
  }

  it('knows the person on navigations in the browser', () =>
    visit(async (visitor) => {
      await visitor.page.getByRole('link', { name: 'Your profile' }).click();
      await visitor.expectProfile(`${firstName} ${lastName}`, email);
    }));

  // With the client half the browser renews the session before it navigates.
  if (!column.hasClientHalf) {
    it('renews a session on a navigation in the browser, and asks nobody to sign in', () =>
      visit(async (visitor) => {
        await loseToken(visitor);
        await Promise.all([visitor.page.waitForEvent('load'), openProfile(visitor)]);
        await expectRenewed(visitor);
      }));

    it('renews it where the page opens whose data the browser has requested ahead', () =>
      visit(async (visitor) => {
        const { page } = visitor;
        await loseToken(visitor);
        const calls = '**/_serverFn/**';
        const [called] = await Promise.all([
          new Promise<Route>((resolve) => void page.route(calls, resolve, { times: 1 })),
          page.evaluate(preloadProfile),
        ]);
        await openProfile(visitor);
        await page.waitForURL(`${site.appUrl}/protected`, { waitUntil: 'commit' });
        await Promise.all([page.waitForEvent('load'), called.continue()]);
        await expectRenewed(visitor);
      }));
  }
});
