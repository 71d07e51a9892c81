import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const old = '@hono/clerk-auth';
const app = (range: string, source: string, more: Readonly<Record<string, string>> = {}) =>
  planProject({
    'package.json': manifest({ [old]: range, '@clerk/backend': '^1.0.0', hono: '^4.0.0' }),
    'a.ts': source,
    ...more,
  });
const server = `import { clerkMiddleware, getAuth } from '${old}';
import { Hono } from 'hono';
const app = new Hono();
app.use('*', clerkMiddleware());
app.get('/', async (c) => c.json({ id: getAuth(c)?.userId, n: await c.get('clerk').users.getCount() }));
export default app;
`;

describe('@hono/clerk-auth', () => {
  it.each(['^1.0.0', '^2.0.0', '^3.1.1', 'latest'])(
    '%s becomes @acme/hono, and the report says which tokens count',
    async (range) => {
      const { files, dependencies, placesOf } = await app(range, server);
      expect(files['a.ts']).toBe(server.replace(old, '@acme/hono'));
      expect(dependencies).not.toHaveProperty(old);
      expect(dependencies['@acme/hono']).toMatch(/^\^/);
      expect(placesOf('tokens-narrowed')).toEqual(['a.ts:4 clerkMiddleware()', 'package.json:4 @hono/clerk-auth']);
    },
  );

  it.each([
    [`const { clerkMiddleware } = require('${old}');\nmodule.exports = clerkMiddleware();\n`],
    [`import * as auth from '${old}';\nexport const who = (c) => auth.getAuth(c);\n`],
    [`export { clerkMiddleware, getAuth as who } from '${old}';\n`],
    [`export * from '${old}';\n`],
    [`export const load = async () => (await import('${old}')).clerkMiddleware();\n`],
  ])('is renamed in %s', async (source) => {
    const { files, dependencies } = await app('^3.0.0', source);
    expect(files['a.ts']).toBe(source.replace(old, '@acme/hono'));
    expect(dependencies).not.toHaveProperty(old);
  });

  it('gives its type of context variables the new name', async () => {
    const source = `import type { ClerkAuthVariables } from '${old}';\nexport type V = ClerkAuthVariables;\n`;
    const { files } = await app('^3.0.0', source);
    expect(files['a.ts']).toContain(`import type { ClerkHonoVariables as ClerkAuthVariables } from '@acme/hono';`);
  });

  it('reports a type of the context variable of before 3.0', async () => {
    const source = `import type { getAuth } from '${old}';
export type Variables = { clerkAuth: ReturnType<typeof getAuth> };
`;
    const { placesOf } = await app('^2.0.0', server, { 'types.ts': source });
    expect(placesOf('context-variable')).toEqual(['types.ts:2 clerkAuth: ReturnType<typeof getAuth>']);
    const later = await app('^3.0.0', server, { 'types.ts': source });
    expect(later.placesOf('context-variable')).toEqual([]);
  });

  it('had an auth object as context variable before 3.0, which is a function now', async () => {
    const source = `import { Hono } from 'hono';
export const routes = new Hono();
routes.get('/a', (c) => c.json(c.get('clerkAuth')?.userId));
routes.get('/b', (c) => c.json(c.var.clerkAuth.userId));
routes.get('/c', (c) => {
  const { clerkAuth } = c.var;
  return c.json(clerkAuth.userId);
});
`;
    const before = await app('^2.0.0', server, { 'routes.ts': source });
    expect(before.files['routes.ts']).toContain("c.get('clerkAuth')()?.userId");
    expect(before.files['routes.ts']).toContain('c.var.clerkAuth().userId');
    expect(before.placesOf('context-variable')).toEqual(['routes.ts:6 clerkAuth']);
    const called = source
      .replace("c.get('clerkAuth')?", "c.get('clerkAuth')()")
      .replace('clerkAuth.userId));', 'clerkAuth().userId));');
    const since = await app('^3.0.0', server, { 'routes.ts': called });
    expect(since.files['routes.ts']).toBe(called);
  });

  it('reports conditions that never refuse anybody', async () => {
    const source = `import { getAuth } from '${old}';
export const a = (c) => {
  const auth = getAuth(c);
  if (!auth) return c.text('no', 401);
  if (!auth?.userId) return c.text('no', 401);
  return getAuth(c) === null ? 1 : 2;
};
`;
    expect((await app('^2.0.0', source)).placesOf('auth-never-null')).toEqual([
      'a.ts:4 !auth',
      'a.ts:6 getAuth(c) === null',
    ]);
  });

  it('reports options that cannot be seen or do not exist any more', async () => {
    const source = `import { clerkMiddleware } from '${old}';
export const a = clerkMiddleware(options);
export const b = clerkMiddleware({ apiKey: 'x', secretKey: 'y' });
`;
    const { placesOf } = await app('^1.0.0', source);
    expect(placesOf('options-unseen')).toEqual(['a.ts:2 options']);
    expect(placesOf('option-removed')).toEqual(["a.ts:3 apiKey: 'x'"]);
  });

  it('keeps its peer while a use of it is left', async () => {
    const source = `import { unknownName } from '${old}';\nexport { unknownName };\n`;
    const { files, dependencies, placesOf } = await app('^2.0.0', source);
    expect(files['a.ts']).toBe(source);
    expect(dependencies).toMatchObject({ [old]: '^2.0.0', '@clerk/backend': '^1.0.0' });
    expect(placesOf('peer-kept')).toEqual(['package.json:5 @clerk/backend, for @hono/clerk-auth']);
    expect(placesOf('name-left')).toEqual(['a.ts:1 unknownName']);
  });

  it('in mocks is renamed, and reported', async () => {
    const source = `import { vi } from 'vitest';\nvi.mock('${old}', () => ({ getAuth: () => ({ userId: 'u' }) }));\n`;
    const { files, placesOf } = await app('^3.0.0', source);
    expect(files['a.ts']).toContain("vi.mock('@acme/hono'");
    expect(placesOf('mock-renamed')).toHaveLength(1);
  });
});
