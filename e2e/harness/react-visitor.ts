import { createClerkClient, type ClerkClient } from '@acme/backend';
import { createEmulator, type Emulator, type EmulatorOptions } from '@acme/emulator';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import type { Connection } from '../react/src/connection.js';
import { vi } from 'vitest';
import { clickUntil, lostAfterMs, open, timeoutMs } from './visitor.js';

const artifacts = fileURLToPath(new URL('../screenshots/', import.meta.url));

/** What the pages of the React app show about the client: see `react/src/facts.tsx`. */
export type Fact = 'status' | 'user' | 'name' | 'session' | 'sessions' | 'organization' | 'organization name' | 'role';

/** The people every emulator of the React tests knows. */
export const people = {
  ada: {
    email_address: 'ada@example.com',
    password: 'correct horse battery',
    first_name: 'Ada',
    last_name: 'Lovelace',
  },
  grace: {
    email_address: 'grace@example.com',
    password: 'nanoseconds of wire',
    first_name: 'Grace',
    last_name: 'Hopper',
  },
} as const;

function connectionTo(emulator: Emulator): Connection {
  const { NEXT_PUBLIC_CLERK_JS_URL: clerkJsUrl = '', NEXT_PUBLIC_CLERK_UI_URL: clerkUiUrl = '' } =
    emulator.envFor('nextjs');
  return { publishableKey: emulator.publishableKey, proxyUrl: emulator.url, clerkJsUrl, clerkUiUrl };
}

/** A person with a fresh browser, looking at a page of the React app, which has an emulator of its own. */
export class ReactVisitor {
  /** The Backend API of the emulator, as servers call it. */
  readonly api: ClerkClient;
  /** Uncaught errors of the pages. */
  readonly pageErrors: string[] = [];
  /** Hosts of other machines that pages asked for something. */
  readonly otherHosts = new Set<string>();
  /** Requests that failed or that the emulator does not answer, and errors on the console of the pages. */
  readonly faults: string[] = [];
  readonly #log: string[];

  private constructor(
    readonly appUrl: string,
    readonly emulator: Emulator,
    readonly context: BrowserContext,
    readonly page: Page,
    log: string[],
  ) {
    this.#log = log;
    this.api = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    page.on('pageerror', (error) => this.pageErrors.push(error.message));
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== 'localhost') this.otherHosts.add(hostname);
    });
    page.on('console', (message) => log.push(`Console: ${message.text()}`));
    this.#collectFaults();
  }

  #collectFaults(): void {
    const { context, faults } = this;
    const shown = (request: Request) => `${request.method()} ${request.url().replace(/\?.*/, '')}`;
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      const isLeftPage = reason === 'net::ERR_ABORTED';
      // The scripts of the components name this host for pictures of providers; there is no network.
      const isPicture = request.url().startsWith('https://img.clerk.com/static/');
      if (!isLeftPage && !isPicture) faults.push(`${shown(request)}: ${reason}`);
    });
    context.on('response', (response) => {
      const status = response.status();
      if (status === 404 || status === 405 || status >= 500) faults.push(`${shown(response.request())}: ${status}`);
    });
    context.on('console', (message) => {
      // Refused and failed requests have messages, too.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        faults.push(message.text());
    });
  }

  /** Starts an emulator and opens a fresh browser profile. */
  static async open(browser: Browser, appUrl: string, options: EmulatorOptions = {}): Promise<ReactVisitor> {
    const log: string[] = [];
    const emulator = await createEmulator({
      seed: { users: Object.values(people) },
      log: (line) => log.push(line),
      ...options,
    });
    const context = await browser.newContext({ baseURL: appUrl, reducedMotion: 'reduce' });
    context.setDefaultTimeout(timeoutMs);
    await context.addInitScript((connection) => {
      Object.assign(window, { emulatorConnection: connection });
    }, connectionTo(emulator));
    return new ReactVisitor(appUrl, emulator, context, await context.newPage(), log);
  }

  /** Goes to a page of the app and waits until the client is loaded. */
  async goTo(path: string): Promise<void> {
    await open(this.page, path);
    await this.shows('status', 'ready');
  }

  /** Goes to a page of the app, signed in without the component. @returns the id of the session */
  async goToSignedIn(path: string, user?: string): Promise<string> {
    const sessionId = await this.signInWithCookies(user);
    await this.goTo(path);
    await this.shows('session', sessionId);
    return sessionId;
  }

  /** Signs in without a page, for the next one. @returns the id of the session */
  async signInWithCookies(user: string = people.ada.email_address): Promise<string> {
    const { cookies, sessionId } = await this.emulator.signIn(user, { origin: this.appUrl });
    await this.context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: this.appUrl })));
    return sessionId;
  }

  /** Waits until the page has a path of the app. */
  async arrivesAt(path: string): Promise<void> {
    await this.page.waitForURL((url) => url.origin === this.appUrl && url.pathname === path);
  }

  /** Makes an organization the active one without a component. */
  async enter(organizationId: string): Promise<void> {
    await this.page.evaluate((organization) => window.Clerk?.setActive({ organization }), organizationId);
    await this.shows('organization', organizationId);
  }

  /** Waits until the page shows a fact. */
  async shows(fact: Fact, value: string): Promise<void> {
    await this.page.locator(`output[aria-label="${fact}"]:text-is(${JSON.stringify(value)})`).waitFor();
  }

  /** What the page shows of a fact now. */
  read(fact: Fact): Promise<string> {
    return this.page.locator(`output[aria-label="${fact}"]`).innerText();
  }

  /** Fills in a field, by its whole label. */
  async fill(label: string, value: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(value);
  }

  /** Presses a button or a choice of a menu or list: the first with the whole name, or that matches. */
  async press(name: string | RegExp): Promise<void> {
    await this.#named(name).click();
  }

  /** Opens a menu and presses a choice of it. The components redraw both when the service answers, which closes the menu. */
  async chooseFrom(menu: Locator, name: string | RegExp): Promise<void> {
    const choice = this.#named(name);
    let tries = 0;
    await vi.waitFor(
      async () => {
        if (tries++ > 0) console.warn(`No click on ${String(name)} of a menu led anywhere. It is clicked again.`);
        await clickUntil(menu, () => choice.isVisible());
        await choice.click({ timeout: lostAfterMs });
      },
      { timeout: timeoutMs, interval: 100 },
    );
  }

  #named(name: string | RegExp): Locator {
    const having = (role: 'button' | 'menuitem' | 'option') => this.page.getByRole(role, { name, exact: true });
    return having('button').or(having('menuitem')).or(having('option')).first();
  }

  /** Waits until nothing on the page matches: a part that closes or is drawn anew may be there twice meanwhile. */
  async noLongerSees(locator: Locator): Promise<void> {
    await locator.first().waitFor({ state: 'detached' });
  }

  /** Enters the code of the message to an address or number, once it is sent: the field is there before. */
  async enterCodeSentTo(recipient: string): Promise<void> {
    const { code } = await this.emulator.inbox.next(recipient, { timeoutMs });
    await this.enterCode(code ?? '');
  }

  /** Clicks on a text. */
  async click(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().click();
  }

  /** Waits until a text is on the page. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Enters a code into the field of six boxes, in place of what is there. */
  async enterCode(code: string): Promise<void> {
    await this.page.getByLabel(/verification code/i).fill(code);
  }

  /** The user with an e-mail address, as the Backend API has it. */
  async userWith(emailAddress: string) {
    const { data } = await this.api.users.getUserList({ emailAddress: [emailAddress] });
    const [user] = data;
    if (user === undefined) throw new Error(`The emulator has no user ${emailAddress}.`);
    return user;
  }

  /** Saves a picture of the page, its text, and what was logged. */
  async saveEvidence(testName: string): Promise<void> {
    mkdirSync(artifacts, { recursive: true });
    const file = artifacts + testName.replace(/[^a-z0-9]+/gi, '-').toLowerCase();
    await this.page.screenshot({ path: `${file}.png` });
    const text = await this.page.locator('body').innerText();
    writeFileSync(`${file}.log`, [this.page.url(), text, ...this.pageErrors, ...this.#log].join('\n'));
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.emulator.close();
  }
}
