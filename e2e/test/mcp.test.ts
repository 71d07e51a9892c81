import { createEmulator, type Emulator } from '@acme/emulator';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExampleApp, type ExampleApp } from '../harness/example-app.js';
import { findBarriers, hiddenWidth } from '../harness/find-barriers.js';
import { startMcpProgram, type McpProgram } from '../harness/mcp-program.js';
import { printedLinks } from '../harness/printed-links.js';
import { launchBrowser, timeoutMs } from '../harness/visitor.js';

let browser: Browser;
let emulator: Emulator;
let app: ExampleApp;
beforeAll(async () => {
  [browser, emulator] = await Promise.all([launchBrowser(), createEmulator()]);
  const column = { name: 'MCP', app: 'example-mcp', swaps: {}, hasClientHalf: false, isForPeopleOnly: true };
  app = await startExampleApp(column, emulator.env);
});
afterAll(async () => {
  await app.stop();
  await Promise.all([browser.close(), emulator.close()]);
});

/** A client of the example and the person it works for. */
interface Visit {
  readonly page: Page;
  readonly program: McpProgram;
  /** Signs in at the address that the client printed, up to the consent page. */
  readonly signIn: () => Promise<void>;
  /** Where the browser came back to the client. */
  readonly returned: () => URL;
}

function visit(
  title: string,
  run: (visit: Visit) => Promise<void>,
  { clientId, ...options }: BrowserContextOptions & { readonly clientId?: () => Promise<string> } = {},
): void {
  it(title, async () => {
    const ids = clientId ? [await clientId()] : [];
    const program = startMcpProgram(`${app.url}/mcp`, ...ids);
    const context = await browser.newContext(options);
    context.setDefaultTimeout(timeoutMs);
    const page = await context.newPage();
    let returned = new URL('about:blank');
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname === '/callback') returned = url;
    });
    const signIn = async () => {
      await page.goto(await program.address);
      await page.getByLabel('Email address or username').fill('ada@example.com');
      await page.getByLabel('Password').fill('ada-demo-password');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: 'Allow ' }).waitFor();
    };
    try {
      await run({ page, program, signIn, returned: () => returned });
    } finally {
      program.stop();
      await context.close();
    }
  });
}

const userId = () => emulator.users[0]?.id ?? '';
const press = (page: Page, name: 'Allow' | 'Deny') => page.getByRole('button', { name, exact: true }).click();
const atTheClient = (page: Page) => page.getByText('You can close this page.').waitFor();

/** An application of the instance. */
async function registerApplication(): Promise<string> {
  const headers = { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' };
  const body = {
    name: 'Notes',
    redirect_uris: ['http://127.0.0.1/callback'],
    scopes: 'profile offline_access',
    public: true,
  };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${emulator.url}/v1/oauth_applications`, init);
  return ((await answer.json()) as { readonly client_id: string }).client_id;
}

describe.concurrent('a client of an MCP server', () => {
  for (const javaScriptEnabled of [true, false]) {
    visit(
      `calls a tool for a person who signs in and agrees; JavaScript: ${javaScriptEnabled}`,
      async ({ page, program, signIn, returned }) => {
        await signIn();
        await page.getByRole('heading', { name: 'Allow Example client?' }).waitFor();
        const text = await page.locator('main').innerText();
        for (const part of [
          'Ada Lovelace',
          'See your name',
          `It will use this at ${app.url}/mcp.`,
          'your own computer',
        ])
          expect(text).toContain(part);
        const address = new URL(await program.address);
        // The person sees which client this is, and where the answer goes.
        expect(text).toContain(address.searchParams.get('client_id'));
        expect(text).toContain(new URL(address.searchParams.get('redirect_uri') ?? '').host);
        await press(page, 'Allow');
        await atTheClient(page);
        expect(returned().searchParams.get('iss')).toBe(`${emulator.url}/accounts.dev`);
        const { exitCode, output } = await program.ended;
        expect([exitCode, output]).toEqual([0, expect.stringContaining(`The tool says: ${userId()} profile`)]);
      },
      { javaScriptEnabled },
    );
  }

  visit(
    'is an application of the instance',
    async ({ page, program, signIn }) => {
      await signIn();
      await page.getByRole('heading', { name: 'Allow Notes?' }).waitFor();
      await press(page, 'Allow');
      expect((await program.ended).output).toContain(`The tool says: ${userId()} profile`);
    },
    { clientId: registerApplication },
  );

  visit('gets nothing from a person who does not agree', async ({ page, program, signIn, returned }) => {
    await signIn();
    await press(page, 'Deny');
    await atTheClient(page);
    expect(Object.fromEntries(returned().searchParams)).toMatchObject({
      error: 'access_denied',
      iss: `${emulator.url}/accounts.dev`,
    });
    const { exitCode, output } = await program.ended;
    expect([exitCode, output]).toEqual([1, expect.stringContaining('The person did not agree.')]);
  });

  visit('takes no answer in the name of another instance', async ({ page, program, signIn }) => {
    await page.route('**/oauth-consent', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      const answer = await route.fetch({ maxRedirects: 0 });
      const url = new URL(answer.headers()['location'] ?? '');
      url.searchParams.set('iss', 'https://evil.example');
      return route.fulfill({ status: 303, headers: { location: url.href } });
    });
    await signIn();
    await press(page, 'Allow');
    const { exitCode, output } = await program.ended;
    expect([exitCode, output]).toEqual([1, expect.stringMatching(/iss/i)]);
    expect(output).not.toContain('The tool says');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    visit(
      `shows a consent page without barriers on 320 pixels, ${colorScheme}`,
      async ({ page, program, signIn }) => {
        await signIn();
        expect(await findBarriers(page)).toEqual([]);
        expect(await hiddenWidth(page)).toBe(0);
        await page.getByRole('button', { name: 'Allow', exact: true }).focus();
        await page.keyboard.press('Enter');
        expect((await program.ended).exitCode).toBe(0);
      },
      { colorScheme, viewport: { width: 320, height: 640 } },
    );
  }
});

it('prints links that lead somewhere', async () => {
  const { links, commands } = printedLinks('example-mcp', { appUrl: app.url, emulatorUrl: emulator.url });
  expect(Object.keys(links)).toEqual(['Example app', 'Emulator', 'Metadata']);
  for (const [name, url] of Object.entries(links)) expect([name, (await fetch(url)).status]).toEqual([name, 200]);
  expect(commands).toEqual({ Client: `node apps/mcp/dist/client.js ${app.url}/mcp` });
});
