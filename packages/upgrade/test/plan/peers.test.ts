import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const plugin = `import Fastify from 'fastify';
import { clerkPlugin, getAuth } from '@clerk/fastify';
const app = Fastify();
app.register(clerkPlugin);
export { app, getAuth };
`;
const legacy = `import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import express from 'express';
express().use(ClerkExpressWithAuth());
`;

const blocked: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
  [
    'Fastify 4, with its plugins',
    {
      '@clerk/fastify': '^1.0.0',
      fastify: '^4.12.0',
      '@fastify/cookie': '^9.0.0',
      'fastify-plugin': '^4.5.0',
      pino: '9',
    },
    plugin,
    'package.json:5 fastify ^4.12.0; @acme/fastify needs ^5.0.0; tied to it: @fastify/cookie ^9.0.0, fastify-plugin ^4.5.0',
  ],
  [
    'an Express that is too old',
    { '@clerk/clerk-sdk-node': '^4.0.0', express: '~4.16.0' },
    legacy,
    'package.json:5 express ~4.16.0; @acme/express needs ^4.17.0 || ^5.0.0',
  ],
  [
    'Hono 3',
    { '@clerk/hono': '^0.1.0', hono: '^3.12.0', '@hono/zod-validator': '^0.1.0' },
    "import { clerkMiddleware } from '@clerk/hono';\nexport { clerkMiddleware };\n",
    'package.json:5 hono ^3.12.0; @acme/hono needs >=4; tied to it: @hono/zod-validator ^0.1.0',
  ],
];

describe('a framework whose version our package does not accept', () => {
  it.each(blocked)('stops the migration of its package: %s', async (_, dependencies, source, place) => {
    const given = { 'package.json': manifest(dependencies), 'a.js': source, '.env': 'CLERK_API_KEY=test_x\n' };
    const { files, placesOf } = await planProject(given);
    expect(files).toEqual(given);
    expect(placesOf('peer-too-old')).toEqual([place]);
  });

  it('is the installed one, if the range allows others', async () => {
    const given = {
      'package.json': manifest({ '@clerk/fastify': '^2.0.0', fastify: '>=4' }),
      'a.js': plugin,
      'node_modules/fastify/package.json': '{ "version": "4.29.1" }',
    };
    expect((await planProject(given)).placesOf('peer-too-old')).toHaveLength(1);
    const newer = await planProject({ ...given, 'node_modules/fastify/package.json': '{ "version": "5.1.0" }' });
    expect(newer.findings).toEqual([]);
    expect(newer.files['a.js']).toContain('@acme/fastify');
  });

  it('is reported, and stops nothing, if nobody knows which version is installed', async () => {
    const given = {
      'package.json': manifest({ '@clerk/fastify': '^2.0.0', fastify: '^4.0.0 || ^5.0.0' }),
      'a.js': plugin,
    };
    const { files, placesOf } = await planProject(given);
    expect(placesOf('peer-unclear')).toHaveLength(1);
    expect(files['a.js']).toContain('@acme/fastify');
  });

  it('leaves the other packages of a workspace alone', async () => {
    const { files } = await planProject({
      'package.json': '{ "name": "root", "private": true }',
      'apps/old/package.json': manifest({ '@clerk/fastify': '^1.0.0', fastify: '^4.0.0' }),
      'apps/old/a.js': plugin,
      'apps/new/package.json': manifest({ '@clerk/fastify': '^2.0.0', fastify: '^5.0.0' }),
      'apps/new/a.js': plugin,
    });
    expect(files['apps/old/a.js']).toBe(plugin);
    expect(files['apps/new/a.js']).toContain('@acme/fastify');
  });

  it('may be a dependency of the root', async () => {
    const given = {
      'package.json': manifest({ fastify: '^4.0.0' }),
      'apps/a/package.json': manifest({ '@clerk/clerk-sdk-node': '^4.0.0' }),
      'apps/a/a.js': legacy,
    };
    const { files, placesOf } = await planProject(given);
    expect(files).toEqual(given);
    expect(placesOf('peer-too-old')).toEqual(['package.json:4 fastify ^4.0.0; @acme/fastify needs ^5.0.0']);
  });

  it('does not stop the way back', async () => {
    const given = {
      'package.json': manifest({ '@acme/fastify': '^0.0.0', fastify: '^4.0.0' }),
      'a.js': plugin.replace('@clerk', '@acme'),
    };
    expect((await planProject(given, { target: 'clerk' })).files['a.js']).toBe(plugin);
  });
});

describe('a peer', () => {
  const library = {
    name: 'shared-auth',
    peerDependencies: { '@clerk/backend': '^1.0.0 || ^2.0.0', '@clerk/express': '*' },
    peerDependenciesMeta: { '@clerk/express': { optional: true } },
    devDependencies: { '@clerk/backend': '^2.0.0', '@clerk/express': '^1.0.0', express: '5.0.0' },
  };

  it('is renamed in every section that lists it', async () => {
    const { files } = await planProject({
      'package.json': JSON.stringify(library, undefined, 2),
      'a.ts': "import type { User } from '@clerk/backend';\nexport * from '@clerk/express';\nexport type { User };\n",
    });
    const after = JSON.parse(files['package.json'] ?? '') as typeof library;
    expect(Object.keys(after.peerDependencies)).toEqual(['@acme/backend', '@acme/express']);
    expect(Object.keys(after.peerDependenciesMeta)).toEqual(['@acme/express']);
    expect(Object.keys(after.devDependencies)).toEqual(['@acme/backend', '@acme/express', 'express']);
  });

  it('that another dependency needs is kept', async () => {
    const { files, placesOf } = await planProject({
      'package.json': manifest({ 'clerk-things': '1.0.0', '@clerk/backend': '^2.0.0' }),
      'node_modules/clerk-things/package.json': '{ "peerDependencies": { "@clerk/backend": "^2.0.0" } }',
      'a.js': "export * from '@clerk/backend';\n",
    });
    expect(placesOf('peer-kept')).toEqual(['package.json:5 @clerk/backend, for clerk-things']);
    expect(files['a.js']).toContain('@acme/backend');
    expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({
      dependencies: { '@clerk/backend': '^2.0.0', '@acme/backend': expect.any(String) as string },
    });
  });

  it('under another name is reported', async () => {
    const { placesOf } = await planProject({
      'package.json': manifest({ sdk: 'npm:@clerk/clerk-sdk-node@^4.0.0' }),
    });
    expect(placesOf('alias-left')).toEqual(['package.json:4 sdk: npm:@clerk/clerk-sdk-node@^4.0.0']);
  });
});
