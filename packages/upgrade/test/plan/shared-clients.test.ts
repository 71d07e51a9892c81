import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const base = {
  'package.json': manifest({ '@clerk/clerk-sdk-node': '^5.0.0', express: '^4.19.0' }),
  'app.js':
    "import express from 'express';\nimport { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';\nexpress().use(ClerkExpressWithAuth());\n",
};
const check = (path: string) =>
  `import { clerk } from '${path}';\nexport const check = (token) => clerk.verifyToken(token);\n`;
const verified = 'verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY })';

describe('a client that comes from another file', () => {
  it.each([
    ['by name', { 'clerk.js': "export { clerkClient as clerk } from '@clerk/clerk-sdk-node';\n" }, './clerk.js'],
    [
      'as a constant',
      { 'clerk.js': "import { clerkClient } from '@clerk/clerk-sdk-node';\nexport const clerk = clerkClient;\n" },
      './clerk',
    ],
    [
      'through an index',
      {
        'lib/clerk.js':
          "import { createClerkClient } from '@clerk/clerk-sdk-node';\nconst clerk = createClerkClient({});\nexport { clerk };\n",
        'lib/index.js': "export * from './clerk.js';\n",
      },
      './lib',
    ],
    [
      'through an alias of the compiler',
      {
        'src/lib/clerk.ts': "import { clerkClient } from '@clerk/clerk-sdk-node';\nexport { clerkClient as clerk };\n",
        'tsconfig.json': '{ // aliases\n "compilerOptions": { "baseUrl": ".", "paths": { "#lib/*": ["src/lib/*"] } } }',
      },
      '#lib/clerk',
    ],
    [
      'from a package of the workspace',
      {
        'packages/auth/package.json': JSON.stringify({
          name: '@app/auth',
          dependencies: { '@clerk/clerk-sdk-node': '^5.0.0' },
        }),
        'packages/auth/src/index.ts':
          "import { clerkClient } from '@clerk/clerk-sdk-node';\nexport const clerk = clerkClient;\n",
      },
      '@app/auth',
    ],
  ])('%s', async (_, files: Readonly<Record<string, string>>, path) => {
    const { files: after } = await planProject({ ...base, ...files, 'check.js': check(path) });
    expect(after['check.js']).toContain(verified);
  });

  it('by require, by default, from a function, and in a field of a class', async () => {
    const { files: after } = await planProject({
      ...base,
      'clerk.js':
        "const { clerkClient } = require('@clerk/clerk-sdk-node');\nmodule.exports = { clerk: clerkClient };\n",
      'whole.js': "module.exports = require('./clerk').clerk;\n",
      'lazy.js': "import { clerk } from './clerk';\nexport default () => clerk;\n",
      'a.js': "const { clerk: c } = require('./clerk');\nexports.a = (token) => c.verifyToken(token);\n",
      'b.js': "const c = require('./whole');\nexports.b = (token) => c?.verifyToken(token);\n",
      'c.js':
        "import getClerk from './lazy';\nexport class C {\n  clerk = getClerk();\n  c = (token) => this.clerk.verifyToken(token);\n}\n",
    });
    for (const file of ['a.js', 'b.js', 'c.js']) expect(after[file]).toContain(verified);
  });

  it('is no other thing of the same file', async () => {
    const { files: after, placesOf } = await planProject({
      ...base,
      'clerk.js':
        "export { clerkClient } from '@clerk/clerk-sdk-node';\nexport const tokens = { verifyToken: (token) => token };\n",
      'a.js': "import { tokens } from './clerk.js';\nexport const a = (token) => tokens.verifyToken(token);\n",
    });
    expect(after['a.js']).toContain('tokens.verifyToken(token)');
    expect(placesOf('client-method')).toEqual([]);
  });
});
