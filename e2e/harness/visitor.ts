import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Locator, type Page, type Request } from 'playwright-core';
import { vi } from 'vitest';
import { findBrowser } from '../../scripts/browser.mjs';
import type { Site } from './site.js';

const artifacts = fileURLToPath(new URL('../screenshots/', import.meta.url));

/** Starts Chromium, headless, with an empty profile, without the calls it makes home on its own, and for addresses of this machine only. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No Chromium found. `npm test` gets one; or set CHROMIUM_PATH.');
  return chromium.launch({
    executablePath,
    args: [
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Components of others name pictures on other servers.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  });
}

/** Ends what hangs; a slow machine needs far less. */
export const timeoutMs = 180_000;

/** How Chromium reports that a page, which loads another one by itself, ended a load. */
const endedByThePage = /Not attached to an active page|interrupted by another navigation|net::ERR_ABORTED/;

/**
 * Goes to an address, again while the open page is loading another one, as the official client half does by itself: after a sign-in,
 * and when another tab signs out.
 */
export async function open(page: Page, url: string): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      const answer = await page.goto(url);
      // On a busy machine the emulator may answer later than an application waits for the service, which says so and asks to try again.
      if (answer?.status() !== 503 || Date.now() > deadline) return;
      await page.waitForTimeout(1000);
    } catch (error) {
      if (Date.now() > deadline || !endedByThePage.test(String(error))) throw error;
      await page.waitForTimeout(200);
    }
  }
}

/** After this time a click counts as lost. It decides no test: a slow result is seen before the next click. */
export const lostAfterMs = 20_000;

/**
 * Clicks, and again if nothing came of it, as a person does. A click is lost while a page is redrawn, which the official client half and the
 * components do by themselves. The log of the run has each repetition.
 * @param isThere whether what the click leads to is there. Where it is, nothing is clicked.
 */
export async function clickUntil(target: Locator, isThere: () => boolean | Promise<boolean>): Promise<void> {
  const arrives = async () => {
    if (!(await isThere())) throw new Error(`Nothing came of a click on ${String(target)}.`);
  };
  let clicks = 0;
  await vi.waitFor(
    async () => {
      if (await isThere()) return;
      if (clicks++ > 0) console.warn(`No click on ${String(target)} led anywhere. It is clicked again.`);
      await target.click({ timeout: lostAfterMs });
      await vi.waitFor(arrives, { timeout: lostAfterMs, interval: 100 });
    },
    { timeout: timeoutMs, interval: 100 },
  );
}

/** A person with a fresh browser, looking at one page. */
export class Visitor {
  /** Every address the page went through, redirects included, since the last call of {@link forget}. */
  readonly visited: URL[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly site: Site,
  ) {
    page.on('request', (request) => {
      if (request.isNavigationRequest()) this.visited.push(new URL(request.url()));
    });
  }

  /** Opens a fresh browser profile. */
  static async open(browser: Browser, site: Site, options: { readonly javaScript?: boolean } = {}): Promise<Visitor> {
    const context = await browser.newContext({ javaScriptEnabled: options.javaScript ?? true });
    context.setDefaultTimeout(timeoutMs);
    return new Visitor(context, await context.newPage(), site);
  }

  /** Opens another tab of the same browser. */
  async newTab(): Promise<Visitor> {
    return new Visitor(this.context, await this.context.newPage(), this.site);
  }

  /** Goes to a path of the app. */
  async goTo(path: string): Promise<void> {
    await open(this.page, this.site.appUrl + path);
  }

  /** Goes to a page of the emulator. */
  async goToHosted(path: string): Promise<void> {
    await open(this.page, this.site.emulatorUrl + path);
  }

  /** Why the app asked for a handshake, once for each handshake since the last call of {@link forget}. */
  handshakeReasons(): readonly string[] {
    return this.visited
      .filter((url) => url.origin !== this.site.appUrl && url.pathname.endsWith('/v1/client/handshake'))
      .map((url) => url.searchParams.get('__clerk_hs_reason') ?? '');
  }

  /** Starts the record of visited addresses anew. */
  forget(): void {
    this.visited.length = 0;
  }

  /** The session token the browser keeps for the app. */
  async sessionToken(): Promise<string | undefined> {
    const cookies = await this.context.cookies(this.site.appUrl);
    return cookies.find((cookie) => cookie.name === '__session')?.value;
  }

  /** Fills in and sends the form of the sign-in page. */
  async signInWithPassword(email: string, password: string): Promise<void> {
    await this.page.getByLabel(/e-?mail/i).fill(email);
    await this.page.getByLabel(/^password/i).fill(password);
    await this.page.getByRole('button', { name: /^(sign in|continue)$/i }).click();
  }

  /** Presses the sign-in page's button for a user it knows. */
  async signInWithOneClick(userName: string): Promise<void> {
    await this.page.getByRole('button', { name: userName }).click();
  }

  /**
   * Presses the app's sign-out button, and again only if the click was lost: what it sends must work the first time. An app asks for another click
   * on a page of its own, if the token of the form had expired.
   */
  async signOut(): Promise<void> {
    const { appUrl } = this.site;
    const [start, confirmation] = [`${appUrl}/`, `${appUrl}/sign-out`];
    const button = this.page.getByRole('button', { name: 'Sign out' });
    const page = this.page.url();
    let isSent = false;
    const watch = (request: Request) => {
      const isOfApp = request.url().startsWith(start);
      isSent ||= request.method() !== 'GET' && (isOfApp || /_method=DELETE|\/(?:remove|end)\b/.test(request.url()));
    };
    this.page.on('request', watch);
    try {
      await clickUntil(button, () => isSent || this.page.url() !== page);
      await this.page.waitForURL(({ href }) => href === start || href === confirmation);
      if (this.page.url() === confirmation) await button.click();
      await this.page.waitForURL(start);
    } finally {
      this.page.off('request', watch);
    }
  }

  /** Waits until the page shows this person's profile. */
  async expectProfile(fullName: string, email: string): Promise<void> {
    await this.page.getByRole('heading', { name: 'Your profile' }).waitFor();
    await this.page.getByText(fullName, { exact: true }).waitFor();
    await this.page.getByText(email, { exact: true }).waitFor();
  }

  /** Waits until the page is the emulator's sign-in page. */
  async expectSignInPage(): Promise<void> {
    await this.page.waitForURL((url) => this.#isOnSignInPage(url));
    await this.page.getByLabel(/^password/i).waitFor();
  }

  /**
   * Goes to a path of the app and expects the sign-in page instead.
   * @param isLedElsewhere whether the official client half is in other pages of the app. It keeps their session for a moment after another tab
   * ended it, and loads the start page by itself. So it may take more than one visit.
   */
  async expectSentToSignIn(path: string, isLedElsewhere: boolean): Promise<void> {
    const deadline = isLedElsewhere ? Date.now() + timeoutMs : 0;
    await this.goTo(path);
    while (!this.#isOnSignInPage(this.page.url()) && Date.now() < deadline) {
      await this.page.waitForTimeout(1000);
      await this.goTo(path);
    }
    await this.expectSignInPage();
  }

  #isOnSignInPage(url: string | URL): boolean {
    const { origin, pathname } = new URL(url);
    return origin === this.site.emulatorUrl && pathname === '/sign-in';
  }

  /** Saves a picture of the page, where it has been, and what app and emulator logged. */
  async saveEvidence(testName: string): Promise<void> {
    mkdirSync(artifacts, { recursive: true });
    const file = artifacts + testName.replace(/[^a-z0-9]+/gi, '-').toLowerCase();
    await this.page.screenshot({ path: `${file}.png`, fullPage: true });
    const visited = this.visited.map((url) => url.href).join('\n');
    writeFileSync(`${file}.log`, `# Visited\n${visited}\n${this.site.log()}`);
  }

  /** Closes the browser profile with all its tabs. */
  async close(): Promise<void> {
    await this.context.close();
  }
}
