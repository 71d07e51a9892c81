import { expect, it } from 'vitest';
import { startBuilt } from '../harness/built-quick-start.js';
import { frameworks } from '../harness/frameworks.js';

// The quick start of each full-stack framework in production: the commands that the page prints write the manifest, build the application
// and serve it. They run in a shell as they are printed; the port is that of the environment.

it.each(frameworks)('the commands of the quick start of $name build it and serve it', async (framework) => {
  const app = await startBuilt(framework);
  try {
    expect(app.manifest).toMatchObject({ version: '1.0.0', type: 'module' });
    const get = async (path: string, token?: string) => {
      const headers: HeadersInit = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(app.url + path, { headers, redirect: 'manual' });
      return [response.status, await response.text()];
    };
    const { userId, token } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    const shown = (text: string): unknown => expect.stringContaining(text);
    expect(await get('/', token)).toEqual([200, shown(`Signed in as ${userId}.`)]);
    expect(await get('/')).toEqual([200, shown('Signed out.')]);
    expect(await get('/api/me', token)).toEqual([200, shown(userId)]);
    expect((await get('/api/me'))[0]).toBe(401);
  } finally {
    await app.stop();
  }
});
