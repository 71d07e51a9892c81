import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const places = async (source: string) => {
  const { placesOf, files } = await planProject({
    'package.json': manifest({ '@clerk/express': '^1.3.0', express: '^5.0.0' }),
    'a.js': source,
  });
  expect(files['a.js']).toContain('@acme/express');
  return placesOf('redirect-changed');
};

it.each([
  ["app.get('/me', requireAuth(), (req, res) => res.end());", 'GET /me'],
  ["app.use('/api', requireAuth({ signInUrl: '/in' }), router);", 'all paths below /api'],
  ['app.use(requireAuth());', 'all paths'],
  ["router.route('/a').all(requireAuth()).get(show);", 'ALL /a'],
  ["app.post('/a', [requireAuth(), parse], show);", 'POST /a'],
  ["const guard = requireAuth();\napp.get('/a', guard, show);\napp.put('/b', guard, show);", 'GET /a, PUT /b'],
  ['export const guard = requireAuth();', 'routes that are registered elsewhere'],
  ['app.get(paths, requireAuth(), show);', 'GET a path that is computed'],
])('%s is in the report with its routes', async (code, routes) => {
  const source = `import express from 'express';\nimport { requireAuth } from '@clerk/express';\n${code}\n`;
  expect(await places(source)).toEqual([`a.js:3 requireAuth() for ${routes}`]);
});

it('every form of the import is followed', async () => {
  expect(
    await places("import { requireAuth as guard } from '@clerk/express';\napp.get('/a', guard(), b);\n"),
  ).toHaveLength(1);
  expect(
    await places("import * as clerk from '@clerk/express';\napp.get('/a', clerk.requireAuth(), b);\n"),
  ).toHaveLength(1);
  expect(
    await places("const { requireAuth } = require('@clerk/express');\napp.get('/a', requireAuth(), b);\n"),
  ).toHaveLength(1);
  expect(
    await places("const clerk = require('@clerk/express');\napp.get('/a', clerk.requireAuth(), b);\n"),
  ).toHaveLength(1);
  expect(await places("export { requireAuth } from '@clerk/express';\n")).toHaveLength(1);
  expect(await places("import { getAuth } from '@clerk/express';\napp.get('/a', requireAuth(), getAuth);\n")).toEqual(
    [],
  );
});

describe('a guard that another file exports', () => {
  const forms: readonly (readonly [name: string, exported: string, used: string])[] = [
    [
      'a name',
      'export const guard = requireAuth();',
      "import { guard } from './auth.js';\napp.get('/a', guard, show);",
    ],
    [
      'the function itself',
      'export { requireAuth };',
      "import { requireAuth } from './auth.js';\napp.get('/a', requireAuth(), show);",
    ],
    [
      'a function of its own',
      'export const guard = () => requireAuth();',
      "import { guard } from './auth.js';\napp.get('/a', guard(), show);",
    ],
    [
      'a list',
      'export const guard = [requireAuth(), load];',
      "import { guard } from './auth.js';\napp.get('/a', guard, show);",
    ],
    [
      'the default',
      'export default requireAuth();',
      "import guard from './auth.js';\napp.get('/a', [guard, load], show);",
    ],
    [
      'a namespace',
      'export const guard = requireAuth();',
      "import * as auth from './auth.js';\napp.get('/a', auth.guard, show);",
    ],
    [
      'a name through a third file',
      'export const guard = requireAuth();',
      "import { guard } from './index.js';\napp.get('/a', guard, show);",
    ],
    [
      'an object',
      'export const guards = { page: requireAuth() };',
      "import { guards } from './auth.js';\napp.get('/a', guards.page, show);",
    ],
  ];

  it.each(forms)('%s: its routes are in the report', async (_, exported, used) => {
    const { placesOf } = await planProject({
      'package.json': manifest({ '@clerk/express': '^1.3.0', express: '^5.0.0' }),
      'auth.js': `import { requireAuth } from '@clerk/express';\n${exported}\n`,
      'index.js': "export * from './auth.js';\n",
      'routes.js': `${used}\n`,
    });
    expect(placesOf('redirect-changed')).toEqual([
      expect.stringMatching(/^auth\.js:\d /),
      'routes.js:2 requireAuth() for GET /a',
    ]);
  });

  it('CommonJS: its routes are in the report', async () => {
    const { placesOf } = await planProject({
      'package.json': manifest({ '@clerk/express': '^1.3.0', express: '^5.0.0' }),
      'auth.js': "const { requireAuth } = require('@clerk/express');\nmodule.exports = { guard: requireAuth() };\n",
      'routes.js': "const { guard } = require('./auth');\nrouter.use('/a', guard);\n",
      'others.js': "const auth = require('./auth');\nconst { guard } = auth;\nrouter.post('/b', guard);\n",
    });
    expect(placesOf('redirect-changed').slice(1)).toEqual([
      'others.js:3 requireAuth() for POST /b',
      'routes.js:2 requireAuth() for all paths below /a',
    ]);
  });

  it('other exports of the same file are no guards', async () => {
    const { placesOf } = await planProject({
      'package.json': manifest({ '@clerk/express': '^1.3.0', express: '^5.0.0' }),
      'auth.js':
        "import { requireAuth } from '@clerk/express';\nexport const guard = requireAuth();\nexport const log = () => 1;\n",
      'routes.js': "import { log } from './auth.js';\napp.get('/a', log, show);\n",
    });
    expect(placesOf('redirect-changed')).toHaveLength(1);
  });
});

it.each([
  "import * as clerk from '@clerk/express';\nwrap(clerk);\n",
  "import * as clerk from '@clerk/express';\nconst use = clerk[name];\n",
  "const { getAuth, ...rest } = require('@clerk/express');\nwrap(rest);\n",
  "const clerk = require('@clerk/express');\nconst { requireAuth } = clerk;\nwrap(requireAuth);\n",
  "module.exports = require('@clerk/express');\n",
  "export * from '@clerk/express';\n",
  "export * as clerk from '@clerk/express';\n",
])('%s: the module is in the report as a whole', async (source) => {
  expect(await places(source)).toHaveLength(1);
});

it('a module of which only other names are used is not in the report', async () => {
  expect(await places("import * as clerk from '@clerk/express';\nclerk.getAuth(req);\nlet a: typeof clerk;\n")).toEqual(
    [],
  );
  expect(await places("const clerk = require('@clerk/express');\nconst { getAuth } = clerk;\n")).toEqual([]);
});
