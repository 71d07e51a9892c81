import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const sdk = '@clerk/clerk-sdk-node';
const client = `import { clerkClient } from '${sdk}';
export const count = () => clerkClient.users.getCount();
`;
const ownKey = `import { Clerk } from '${sdk}';
export const clerk = Clerk({ apiKey: config.get('clerk.key') });
`;

describe('code that uses only the client', () => {
  it.each([
    ['without a framework', {}],
    ['with Express', { express: '^4.18.0' }],
    ['with Fastify', { fastify: '^5.0.0' }],
    ['with Next.js', { next: '^14.0.0' }],
    ['with Remix', { '@remix-run/node': '^2.0.0' }],
    ['with React Router', { '@react-router/node': '^7.0.0' }],
    ['with Astro', { astro: '^4.0.0' }],
    ['with Nuxt', { nuxt: '^3.0.0' }],
    ['with TanStack Start', { '@tanstack/react-start': '^1.0.0' }],
  ])('gets the backend package %s', async (_, dependencies) => {
    const text = manifest({ [sdk]: '^4.13.0', ...dependencies });
    const result = await planProject({ 'package.json': text, 'a.js': client, 'b.js': ownKey });
    expect(Object.keys(result.dependencies)).toEqual(['@acme/backend', ...Object.keys(dependencies)]);
    expect(result.files['a.js']).toContain("import { createClerkClient } from '@acme/backend';");
    expect(result.files['b.js']).toContain("createClerkClient({ secretKey: config.get('clerk.key') })");
    expect(JSON.stringify(result.files)).not.toMatch(/@acme\/(?:express|fastify|hono)/);
  });

  it.each([
    ['re-exports it whole', `export * from '${sdk}';\n`],
    ['re-exports it under a name', `export * as clerk from '${sdk}';\n`],
    ['exports it as a CommonJS module', `module.exports = require('${sdk}');\n`],
    [
      'loads it when it is needed',
      `export const load = () => import('${sdk}').then(({ clerkClient }) => clerkClient);\n`,
    ],
    ['loads it in an expression', `export const load = async () => (await import('${sdk}')).clerkClient;\n`],
    ['requires it in a function', `exports.load = () => require('${sdk}').clerkClient;\n`],
    ['names a type of it', `/** @type {import('${sdk}').User} */\nexports.user = undefined;\n`],
    ['imports a type of it', `export type User = import('${sdk}').User;\n`],
    ['mocks it', `jest.mock('${sdk}');\n`],
  ])('gets the backend package if another file %s', async (_, other) => {
    const text = manifest({ [sdk]: '^4.13.0', express: '^4.18.0' });
    const result = await planProject({ 'package.json': text, 'a.js': client, 'b.ts': other });
    expect(result.dependencies).toHaveProperty(['@acme/backend']);
    expect(JSON.stringify(result.files)).not.toContain('@acme/express');
  });

  it.each([
    `export const load = () => import('${sdk}').then(({ ClerkExpressWithAuth }) => ClerkExpressWithAuth());\n`,
    `exports.load = () => require('${sdk}').requireAuth(handler);\n`,
    `export * from '${sdk}';\nexport type Mine = Request & import('${sdk}').LooseAuthProp;\n`,
  ])('gets the package of the framework if another file takes its middleware: %s', async (other) => {
    const text = manifest({ [sdk]: '^4.13.0', express: '^4.18.0' });
    const result = await planProject({ 'package.json': text, 'a.js': client, 'b.ts': other });
    expect(result.dependencies).toHaveProperty(['@acme/express']);
  });

  it('gets the package of the framework if a file takes its middleware from one that re-exports all', async () => {
    const result = await planProject({
      'package.json': manifest({ [sdk]: '^4.13.0', express: '^4.18.0' }),
      'a.js': `export * from '${sdk}';\n`,
      'b.js': "import { ClerkExpressWithAuth } from './a.js';\napp.use(ClerkExpressWithAuth());\n",
      'c.js': client,
    });
    expect(result.dependencies).toHaveProperty(['@acme/express']);
  });

  it('gets the package of the framework if other files of the package use the middleware', async () => {
    const result = await planProject({
      'package.json': manifest({ [sdk]: '^4.13.0', express: '^4.18.0' }),
      'a.js': client,
      'server.js': `import { ClerkExpressWithAuth } from '${sdk}';\napp.use(ClerkExpressWithAuth());\n`,
    });
    expect(result.files['a.js']).toContain("import { clerkClient } from '@acme/express';");
  });

  it('exports its client', async () => {
    const source = `import { clerkClient } from '${sdk}';\nexport { clerkClient };\n`;
    const result = await planProject({ 'package.json': manifest({ [sdk]: '^5.0.0' }), 'a.js': source });
    expect(result.files['a.js']).toContain('export { clerkClient };');
    expect(result.dependencies).not.toHaveProperty(sdk);
  });
});

describe('a package of a workspace that others share', () => {
  it('is migrated for the framework of those that depend on it, and they are migrated with it', async () => {
    const result = await planProject({
      'package.json': '{ "name": "root", "private": true }',
      'packages/auth/package.json': manifest({ [sdk]: '^4.13.0' }, { name: '@x/auth', main: 'index.js' }),
      'packages/auth/index.js': `import { ClerkExpressWithAuth } from '${sdk}';\nexport const auth = ClerkExpressWithAuth();\n`,
      'apps/api/package.json': manifest({ '@x/auth': '*', express: '^4.18.0' }),
      'apps/api/server.js': `import { auth } from '@x/auth';
app.use(auth);
app.get('/me', (req, res) => res.json(req.auth.userId));
`,
      'apps/web/package.json': manifest({ express: '^4.18.0' }),
      'apps/web/server.js': "app.get('/me', (req, res) => res.json(req.auth.userId));\n",
    });
    expect(result.files['packages/auth/index.js']).toContain('@acme/express');
    expect(result.files['apps/api/server.js']).toContain('res.json(getAuth(req).userId)');
    expect(result.files['apps/api/package.json']).toMatch(/"@acme\/express": "\^/);
    expect(result.files['apps/web/server.js']).toContain('req.auth.userId');
    expect(result.files['package.json']).toBe('{ "name": "root", "private": true }');
  });
});

describe('a project of another framework', () => {
  it('never gets the package of Express; what needs its middleware keeps the old one', async () => {
    const handler = `import { requireAuth, clerkClient } from '${sdk}';
export default requireAuth(async (req, res) => res.json(await clerkClient.users.getUser(req.auth.userId)));
`;
    const result = await planProject(
      { 'package.json': manifest({ [sdk]: '^4.13.0', next: '^13.0.0' }), 'pages/api/me.js': handler },
      { target: 'express' },
    );
    expect(result.dependencies).toMatchObject({ [sdk]: '^4.13.0' });
    expect(JSON.stringify(result.files)).not.toContain('@acme/express');
    expect(result.placesOf('wrapper-left')).toHaveLength(1);
  });

  it('keeps its own package, and gets ours for the backend', async () => {
    const source = `import { withServerAuth } from '@clerk/gatsby-plugin-clerk/ssr';
import { createClerkClient } from '@clerk/backend';
export { withServerAuth, createClerkClient };
`;
    const result = await planProject({
      'package.json': manifest({
        '@clerk/gatsby-plugin-clerk': '^5.0.0',
        '@clerk/backend': '^2.0.0',
        gatsby: '^5.0.0',
      }),
      'a.ts': source,
    });
    expect(result.files['a.ts']).toBe(source.replace('@clerk/backend', '@acme/backend'));
    expect(Object.keys(result.dependencies)).toEqual(['@clerk/gatsby-plugin-clerk', '@acme/backend', 'gatsby']);
  });
});
