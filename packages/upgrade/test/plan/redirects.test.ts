import { expect, it } from 'vitest';
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
