import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGuideTest } from '../harness/guide-test.js';
import { startQuickStart, type QuickStart, type QuickStartApp } from '../harness/quick-start.js';

// Each quick start as it is printed: every block that names its file is written there, and the development server answers.

interface Row extends QuickStart {
  readonly name: string;
  /** Status of the redirect to sign-in. */
  readonly redirect: number;
}

const isModule = { 'package.json': '{ "type": "module" }' };

const rows: readonly Row[] = [
  {
    name: 'Astro',
    page: 'astro',
    beside: 'astro-5',
    files: { 'package.json': '{ "type": "module", "dependencies": { "@acme/astro": "*" } }' },
    command: ['astro/astro.js', 'dev'],
    env: { ASTRO_TELEMETRY_DISABLED: '1' },
    ready: 'ready in',
    redirect: 302,
  },
  {
    name: 'Next.js',
    page: 'nextjs',
    beside: 'nextjs-16',
    command: ['next/dist/bin/next', 'dev'],
    env: { NEXT_TELEMETRY_DISABLED: '1' },
    ready: 'Ready',
    redirect: 307,
  },
  {
    name: 'Nuxt',
    page: 'nuxt',
    beside: 'nuxt-4',
    files: isModule,
    command: ['nuxt/bin/nuxt.mjs', 'dev', '--no-fork'],
    env: { NUXT_TELEMETRY_DISABLED: '1' },
    ready: 'Nitro server built',
    redirect: 302,
  },
  {
    name: 'React Router',
    page: 'react-router',
    beside: 'react-router-7',
    files: {
      'package.json': '{ "type": "module", "dependencies": { "@react-router/node": "*", "isbot": "*" } }',
    },
    command: ['@react-router/dev/bin.js', 'dev'],
    ready: 'Local',
    redirect: 302,
  },
  {
    name: 'Remix',
    page: 'remix',
    beside: 'remix',
    files: isModule,
    command: ['@remix-run/dev/dist/cli.js', 'vite:dev'],
    ready: 'Local',
    redirect: 302,
  },
  {
    name: 'TanStack Start',
    page: 'tanstack-react-start',
    beside: 'tanstack-react-start',
    files: { ...isModule, 'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx", "module": "ESNext" } }' },
    command: ['vite/bin/vite.js', 'dev', '--strictPort'],
    nodeOf: 'react-router-8',
    ready: 'Local',
    redirect: 302,
  },
];

/** What a page has that the others have not. */
const further: Readonly<Record<string, (app: () => QuickStartApp) => void>> = {
  'Next.js': (app) => {
    it('answers in the Pages Router', async () => {
      expect((await app().get('/api/organization')).status).toBe(403);
    });
  },
  'TanStack Start': (app) => {
    it('gives the browser none of the modules of the server', async () => {
      const imported = async (path: string) =>
        [...(await app().get(path)).text.matchAll(/from "([^"]+)"/g)].map(([, file = '']) => file);
      const own = (await imported('/src/start.ts')).filter((path) => path.includes('tanstack-react-start/dist'));
      expect(own).not.toEqual([]);
      for (const path of own) {
        for (const file of await imported(path)) expect((await app().get(file)).text).not.toContain('/backend/');
      }
    });
  },
};

describe.each(rows)('the quick start of $name', (row) => {
  let app: QuickStartApp;
  beforeAll(async () => {
    app = await startQuickStart(row);
  });
  afterAll(() => app.stop());
  const signIn = () => app.emulator.signIn('ada@example.com', { origin: app.url });

  it('has a page that knows who is signed in', async () => {
    const { userId, token } = await signIn();
    const person = await app.get('/', { authorization: `Bearer ${token}` });
    const shown = expect.stringContaining(`Signed in as ${userId}.`) as unknown;
    expect([person.status, person.text], app.output()).toEqual([200, shown]);
    expect((await app.get('/')).text).toContain('Signed out.');
  });

  it('protects a page and a route', async () => {
    const { userId, token } = await signIn();
    const person = { authorization: `Bearer ${token}` };
    expect((await app.get('/profile', person)).text).toContain('Ada');
    expect(JSON.parse((await app.get('/api/me', person)).text)).toEqual({ userId });
    expect((await app.get('/api/me')).status).toBe(401);
    const browser = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__clerk_db_jwt=dvb_x' };
    const { status, location } = await app.get('/profile', browser);
    expect(status).toBe(row.redirect);
    expect(location).toContain(`${app.emulator.url}/sign-in?`);
  });

  it('passes the browser test that the guide prints', async () => {
    expect(await runGuideTest(row.page, app)).toContain('1 passed');
  });

  it('refuses webhooks that nobody signed', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${app.url}/webhooks`, { method: 'POST', headers, body: '{}' });
    expect([response.status, await response.json()]).toEqual([500, { error: 'webhook_secret_missing' }]);
  });

  further[row.name]?.(() => app);
});
