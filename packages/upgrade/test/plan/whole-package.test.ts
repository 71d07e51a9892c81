import { expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const retired = manifest({ '@clerk/clerk-sdk-node': '^4.13.0', '@clerk/backend': '^1.0.0', express: '^4.19.0' });

async function places(file: string, source: string): Promise<readonly string[]> {
  const { placesOf } = await planProject({ 'package.json': retired, [file]: source });
  return placesOf('whole-package');
}

it.each([
  ['a.ts', "import * as backend from '@clerk/backend';\nwrap(backend);\n"],
  ['a.ts', "import * as backend from '@clerk/backend';\nconst api = backend[name];\n"],
  ['a.ts', "import * as backend from '@clerk/backend';\nexport { backend };\n"],
  ['a.ts', "import * as backend from '@clerk/backend';\nconst all = { ...backend };\n"],
  ['a.js', "const backend = require('@clerk/backend');\nwrap(backend);\n"],
  ['a.js', "const backend = require('@clerk/backend');\nmodule.exports = { backend };\n"],
  ['a.js', "const { createClerkClient, ...rest } = require('@clerk/backend');\nwrap(rest);\n"],
  ['a.js', "module.exports = require('@clerk/backend');\n"],
  ['a.mjs', "export const all = wrap(await import('@clerk/backend'));\n"],
  ['a.ts', "export * from '@clerk/backend';\n"],
  ['a.ts', "export * as backend from '@clerk/backend';\n"],
])('%s: %s uses all names at once, which is in the report', async (file, source) => {
  expect(await places(file, source)).toHaveLength(1);
});

it.each([
  ['a.ts', "import * as backend from '@clerk/backend';\nbackend.createClerkClient({});\nlet all: typeof backend;\n"],
  ['a.js', "const backend = require('@clerk/backend');\nconst { createClerkClient } = backend;\n"],
  ['a.js', "const { verifyToken } = await import('@clerk/backend');\n"],
  ['a.js', "require('@clerk/backend');\n"],
])('%s: %s names what it uses', async (file, source) => {
  expect(await places(file, source)).toEqual([]);
});

it('what is passed on of the retired SDK is in the report, too', async () => {
  const { placesOf } = await planProject({
    'package.json': retired,
    'a.ts': "import * as sdk from '@clerk/clerk-sdk-node';\nwrap(sdk);\nsdk[name]();\n",
  });
  expect(placesOf('use-left')).toEqual(['a.ts:2 sdk', 'a.ts:3 sdk']);
});

it('the middleware of the community is in the report, too', async () => {
  const { placesOf } = await planProject({
    'package.json': manifest({ '@hono/clerk-auth': '^2.0.0', '@clerk/backend': '^1.0.0', hono: '^4.0.0' }),
    'a.ts': "import * as clerk from '@hono/clerk-auth';\nwrap(clerk);\n",
  });
  expect(placesOf('whole-package')).toEqual(['a.ts:2 clerk']);
});
