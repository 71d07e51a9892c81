import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameworks } from '../harness/frameworks.js';
import { startQuickStart, type QuickStartApp } from '../harness/quick-start.js';

// Each quick start as it is printed: every block that names its file is written there, and the development server answers.

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

describe.each(frameworks)('the quick start of $name', (framework) => {
  let app: QuickStartApp;
  beforeAll(async () => {
    app = await startQuickStart(framework);
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
    expect(status).toBe(framework.redirect);
    expect(location).toContain(`${app.emulator.url}/sign-in?`);
  });

  it('refuses webhooks that nobody signed', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${app.url}/webhooks`, { method: 'POST', headers, body: '{}' });
    expect([response.status, await response.json()]).toEqual([500, { error: 'webhook_secret_missing' }]);
  });

  further[framework.name]?.(() => app);
});
