import { expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const sdk = '@clerk/clerk-sdk-node';
const types = "import type { User } from '@clerk/backend';\nexport type { User };\n";
const official = `import { getAuth } from '@clerk/express';\nexport { getAuth };\n${types}`;
const retired = `import { ClerkExpressWithAuth } from '${sdk}';\napp.use(ClerkExpressWithAuth());\n${types}`;

const projects: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'the root of the workspace has',
    {
      'package.json': manifest({ '@clerk/express': '^1.0.0', '@clerk/backend': '^1.0.0' }, { workspaces: ['apps/*'] }),
      'apps/api/package.json': manifest({ zod: '^3.0.0' }, { name: 'api' }),
      'apps/api/a.ts': official,
    },
  ],
  [
    'comes with the package for Express',
    { 'package.json': manifest({ '@clerk/express': '^1.0.0' }), 'a.ts': official },
  ],
  ['came with the retired SDK', { 'package.json': manifest({ [sdk]: '^5.0.0', express: '^4.19.0' }), 'a.ts': retired }],
];

it.each(projects)('a second run does not add a package that %s', async (_, given) => {
  const once = await planProject(given);
  const twice = await planProject(once.files);
  expect(once.files).not.toEqual(given);
  expect(twice.files).toEqual(once.files);
});

it('what the retired SDK brought is added by the first run', async () => {
  const once = await planProject({
    'package.json': manifest({ [sdk]: '^5.0.0', express: '^4.19.0' }),
    'client.ts': `import { clerkClient } from '${sdk}';\nexport const users = clerkClient.users;\n`,
    'app.ts': "import { clerkMiddleware } from '@clerk/express';\napp.use(clerkMiddleware());\n",
  });
  expect(once.files['app.ts']).toContain('@acme/express');
  expect(once.dependencies).toHaveProperty(['@acme/express']);
  const twice = await planProject(once.files);
  expect(twice.files).toEqual(once.files);
});
