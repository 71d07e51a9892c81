import { createEmulator, type Emulator } from '@acme/emulator';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startServer } from 'testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers, hiddenWidth } from '../harness/find-barriers.js';
import { launchBrowser, timeoutMs } from '../harness/visitor.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A person at the dashboard of an emulator, both of the test's own. */
interface Visit {
  readonly page: Page;
  readonly emulator: Emulator;
  readonly goTo: (path: string) => Promise<void>;
  /** Sends a call of the Backend API. */
  readonly call: (path: string, body?: object) => Promise<{ readonly id: string }>;
}

function visit(title: string, run: (visit: Visit) => Promise<void>, options: BrowserContextOptions = {}): void {
  it(title, async () => {
    const emulator = await createEmulator();
    const context = await browser.newContext(options);
    context.setDefaultTimeout(timeoutMs);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    const headers = { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' };
    try {
      await run({
        page,
        emulator,
        goTo: async (path) => void (await page.goto(emulator.url + path)),
        call: async (path, body) => {
          const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
          return (await fetch(emulator.url + path, init)).json() as Promise<{ readonly id: string }>;
        },
      });
      expect(faults).toEqual([]);
    } finally {
      await context.close();
      await emulator.close();
    }
  });
}

/** Waits until the page receives changes. */
const isLive = (page: Page) => page.getByRole('status').getByText('Live', { exact: true }).waitFor();
const userIdOf = ({ users }: Emulator) => users[0]?.id ?? '';

/** Something on every page, and the addresses of all pages. */
async function fill({ emulator, call }: Visit): Promise<readonly string[]> {
  emulator.webhooks.add({ url: 'http://localhost:9/' });
  const organization = await call('/v1/organizations', { name: 'Engines', created_by: userIdOf(emulator) });
  await call(`/v1/organizations/${organization.id}/invitations`, {
    email_address: 'new@example.com',
    role: 'org:member',
  });
  await call('/v1/nothing');
  await call('/v1/machines', { name: 'billing' });
  emulator.faults.add({ path: '/v1/clients', status: 503 });
  const { sessionId } = await emulator.signIn('ada@example.com');
  const [request] = emulator.requests.all;
  const [message] = emulator.inbox.list();
  await emulator.webhooks.settled();
  const [delivery] = emulator.webhooks.deliveries;
  return [
    '/',
    '/dashboard/users',
    '/dashboard/users/new',
    `/dashboard/users/${userIdOf(emulator)}`,
    `/dashboard/sessions/${sessionId}`,
    '/dashboard/organizations',
    `/dashboard/organizations/${organization.id}`,
    '/dashboard/requests',
    `/dashboard/requests/${request?.id ?? ''}`,
    '/dashboard/inbox',
    `/dashboard/inbox/${message?.id ?? ''}`,
    '/dashboard/webhooks',
    `/dashboard/webhooks/${delivery?.id ?? ''}`,
    '/dashboard/keys',
    '/dashboard/settings?section=attributes',
    '/dashboard/clock',
    '/dashboard/faults',
    '/dashboard/snapshots',
    '/dashboard/connection?framework=nextjs',
    '/dashboard/emulated',
    '/dashboard/no-such-page',
  ];
}

describe.concurrent('the dashboard', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    visit(
      `has no barrier that the checker knows, ${colorScheme}`,
      async (visited) => {
        const { page, goTo } = visited;
        for (const path of await fill(visited)) {
          await goTo(path);
          expect([path, await findBarriers(page)]).toEqual([path, []]);
        }
      },
      { colorScheme },
    );
  }

  visit(
    'fits 320 pixels, and its menu works with the keyboard',
    async (visited) => {
      const { page, goTo } = visited;
      for (const path of await fill(visited)) {
        await goTo(path);
        expect([path, await hiddenWidth(page)]).toEqual([path, 0]);
      }
      await goTo('/');
      expect(await findBarriers(page)).toEqual([]);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Inbox', exact: true }).focus();
      expect(await hiddenWidth(page)).toBe(0);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Inbox' }).waitFor();
    },
    { viewport: { width: 320, height: 640 } },
  );

  visit('shows requests as they come in, with the reason of a handshake in words', async ({ page, emulator, goTo }) => {
    await goTo('/dashboard/requests');
    await isLive(page);
    await page.getByText('No request', { exact: true }).waitFor();
    const query = `redirect_url=${encodeURIComponent('http://localhost:3000/')}&__clerk_hs_reason=session-token-missing`;
    await fetch(`${emulator.url}/v1/client/handshake?${query}`, { redirect: 'manual' });
    await page.getByRole('link', { name: 'GET /v1/client/handshake' }).click();
    await page.getByRole('heading', { name: 'Replay' }).waitFor();
    await page.getByText('nobody is signed in').first().waitFor();
    expect(await page.getByRole('row', { name: '/v1/client/handshake' }).getAttribute('aria-current')).toBe('true');
  });

  visit(
    'shows messages as they are sent, and copies the code',
    async ({ page, emulator, goTo }) => {
      await goTo('/dashboard/inbox');
      await isLive(page);
      const body = new URLSearchParams({ identifier: 'ada@example.com', method: 'code' });
      await fetch(`${emulator.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
      await page.getByRole('link', { name: 'verification code' }).click();
      await page.getByRole('button', { name: 'Copy the code' }).click();
      await page.getByText('Copied', { exact: true }).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('424242');
      await page.getByRole('button', { name: 'Clear the inbox' }).click();
      await page.getByText('No message', { exact: true }).waitFor();
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  );

  visit('keeps the focus and what is typed when the page changes', async ({ page, emulator, goTo, call }) => {
    await goTo('/dashboard/users');
    await isLive(page);
    await page.getByRole('searchbox').fill('half a wor');
    await page.getByRole('link', { name: 'Ada Lovelace' }).focus();
    await call('/v1/users', { email_address: ['new@example.com'], first_name: 'Nina', password: 'a long password' });
    await page.getByRole('link', { name: 'Nina' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ada Lovelace');
    expect(await page.getByRole('searchbox').inputValue()).toBe('half a wor');
    await emulator.close();
    await page.getByText('Not connected').waitFor();
  });

  visit('is used with the keyboard', async ({ page, goTo }) => {
    await goTo('/dashboard/users/new');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Users');
    await page.getByRole('textbox', { name: 'First name' }).focus();
    await page.keyboard.type('Nina');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Simone');
    await page.keyboard.press('Tab');
    await page.keyboard.type('nina@example.com');
    await page.getByRole('textbox', { name: 'Password' }).focus();
    await page.keyboard.type('a long password');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nina Simone' }).waitFor();
    await page.getByRole('status').getByText('The user was created.').waitFor();
    expect(page.url()).not.toContain('note=');
  });

  visit('moves the clock on each second while it runs, and not while it stands', async ({ page, emulator, goTo }) => {
    // Only the time that the test lets pass passes in the page, and nothing loads the page again.
    await page.clock.install({ time: 0 });
    // Its clock runs until then, which must not come before it is asked to stand.
    await page.clock.pauseAt(24 * 3_600_000);
    await page.route('**/dashboard/live', (route) => route.abort());
    emulator.clock.set('2030-01-01T00:00:00.000Z');
    await goTo('/dashboard/clock');
    const utc = page.locator('[data-tick=utc]');
    const before = Date.parse(await utc.innerText());
    await page.clock.runFor(75_000);
    expect(Date.parse(await utc.innerText()) - before).toBe(75_000);
    await goTo('/');
    const tile = page.getByRole('link', { name: /clock moved/ });
    const shown = await tile.innerText();
    await page.clock.runFor(1000);
    expect(await tile.innerText()).not.toBe(shown);
    emulator.clock.freeze();
    await goTo('/dashboard/clock');
    const still = await page.getByRole('main').innerText();
    await page.clock.runFor(75_000);
    expect(await page.getByRole('main').innerText()).toBe(still);
  });

  visit(
    'adds a user to an organization, changes the role there and removes the user, without JavaScript',
    async ({ page, emulator, goTo, call }) => {
      await call('/v1/organizations', { name: 'Engines', slug: 'engines', created_by: userIdOf(emulator) });
      await goTo('/dashboard/users?query=alan');
      await page.getByRole('link', { name: 'Alan Turing' }).click();
      await page.getByRole('combobox', { name: 'Organization' }).fill('engines');
      await page.getByRole('combobox', { name: 'Organization' }).press('Enter');
      await page.getByText('The user was added to the organization.').waitFor();
      await page.getByRole('combobox', { name: 'Role in Engines' }).selectOption('Admin');
      const row = page.getByRole('row', { name: 'Engines' });
      await row.getByRole('button', { name: 'Change' }).click();
      await page.getByText('The role was changed.').waitFor();
      expect(await page.getByRole('combobox', { name: 'Role in Engines' }).inputValue()).toBe('org:admin');
      await page.getByRole('button', { name: 'Remove from Engines' }).click();
      await page.getByText('The user is no longer a member of the organization.').waitFor();
      expect(await row.count()).toBe(0);
    },
    { javaScriptEnabled: false },
  );

  visit(
    'signs a person in as a user, and bans, without JavaScript',
    async ({ page, goTo }) => {
      await goTo('/dashboard/users?query=grace');
      await page.getByRole('button', { name: 'Sign in as Grace Hopper' }).click();
      await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
      await goTo('/dashboard/users?query=alan');
      await page.getByRole('link', { name: 'Alan Turing' }).click();
      await page.getByRole('button', { name: 'Ban' }).click();
      await page.getByText('The user is banned, and all sessions ended.').waitFor();
    },
    { javaScriptEnabled: false },
  );

  visit('is closed to pages of other origins', async ({ page, emulator }) => {
    const fields = `<input name="do" value="signIn"><input name="userId" value="${userIdOf(emulator)}">`;
    const attacker = await startServer(
      (_request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(`<form method="post" action="${emulator.url}/dashboard/users">${fields}<button>Win</button></form>
          <iframe src="${emulator.url}/dashboard/users"></iframe>`);
      },
      { hostname: 'localhost' },
    );
    await page.goto(attacker.url);
    const read = await page.evaluate(
      (url) => fetch(`${url}/dashboard/users`, { credentials: 'include' }).then((answer) => answer.text(), String),
      emulator.url,
    );
    expect(read).toMatch(/Failed to fetch/);
    const framed = await page.frames()[1]?.evaluate(() => document.body.textContent);
    expect(framed).not.toContain('ada@example.com');
    await page.getByRole('button', { name: 'Win' }).click();
    await page.getByRole('heading', { name: 'Not from here' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    await attacker.close();
  });
});
