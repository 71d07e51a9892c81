import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const sdk = '@clerk/clerk-sdk-node';

/** What only 2.x had on requests. */
const session = `import { ClerkExpressWithSession } from '${sdk}';
import express from 'express';
const app = express();
app.get('/', ClerkExpressWithSession(), (req, res) => res.json(req.session ? req.session.userId : null));
`;
/** The result of a list is an array until 4.x, and an object in 5.x. */
const array = `import { clerkClient } from '${sdk}';
export const ids = async () => (await clerkClient.users.getUserList()).map((user) => user.id);
`;
const data = `import { clerkClient } from '${sdk}';
export const ids = async () => (await clerkClient.users.getUserList()).data.map((user) => user.id);
`;
const neutral = `import { clerkClient } from '${sdk}';
export const list = () => clerkClient.users.getUserList();
`;
const isRead = (text = '') => text.includes('getAuth(req).userId');
const isUnwrapped = (text = '') => /\bdata\b/.test(text);

const ranges = [
  'latest',
  '*',
  'file:../x',
  'link:../x',
  'workspace:*',
  'git+https://git.example/x.git',
  'github:someone/sdk',
  'someone/sdk#main',
  'https://files.example/sdk.tgz',
  'catalog:',
  'npm:@someone/sdk@latest',
  '2 || 3',
  '>=2',
];

describe('the version of the retired SDK', () => {
  it.each(ranges)('is found by the names in use if the range is %s, which is not carried over', async (range) => {
    const files = { 'package.json': manifest({ [sdk]: range, express: '^4.17.0' }), 'a.js': session };
    const result = await planProject(files);
    expect(isRead(result.files['a.js'])).toBe(true);
    expect(result.dependencies['@acme/express']).toMatch(/^\^\d/);
    expect(result.placesOf('version-assumed')).toEqual([
      expect.stringMatching(/^package\.json:4 .* taken for [23]\.x, by the names that the code uses$/),
    ]);
  });

  it.each([
    ['^2.6.3', session, isRead],
    ['npm:@clerk/clerk-sdk-node@^4.1.0', neutral, isUnwrapped],
    ['git+https://git.example/x.git#v4.13.23', neutral, isUnwrapped],
    ['git+https://git.example/x.git#semver:^4.0.0', neutral, isUnwrapped],
    ['https://files.example/clerk-sdk-node-4.13.23.tgz', neutral, isUnwrapped],
    ['workspace:^4.1.0', neutral, isUnwrapped],
    ['3.x', neutral, isUnwrapped],
    ['>=4.0.0 <5', neutral, isUnwrapped],
  ])('is the one in %s', async (range, source, isTranslated) => {
    const result = await planProject({ 'package.json': manifest({ [sdk]: range, express: '5' }), 'a.js': source });
    expect(isTranslated(result.files['a.js'])).toBe(true);
    expect(result.placesOf('version-assumed')).toEqual([]);
    expect(Object.values(result.dependencies).every((one) => /^[\^5]/.test(one))).toBe(true);
  });

  it('is seen in what the code makes of lists', async () => {
    for (const range of ['latest', 'workspace:*', '4 || 5']) {
      const old = await planProject({ 'package.json': manifest({ [sdk]: range, express: '5' }), 'a.js': array });
      expect(old.files['a.js']).toContain('(await clerkClient.users.getUserList()).data.map(');
      const now = await planProject({ 'package.json': manifest({ [sdk]: range, express: '5' }), 'a.js': data });
      expect(now.files['a.js']).not.toContain('.data.data');
    }
  });

  it.each(['^4.13.0', 'npm:@someone/sdk@4.1.0', 'git+https://git.example/x.git#v4.13.23', '3.x'])(
    'is 2.x in spite of %s if the code uses the sessions of 2.x, also in files that only get requests',
    async (range) => {
      const result = await planProject({
        'package.json': manifest({ [sdk]: range, express: '^4.17.0' }),
        'a.js': session,
        'b.js': "import './a.js';\nexport const me = (req, res) => res.json(req.session.userId);\n",
      });
      expect(isRead(result.files['a.js'])).toBe(true);
      expect(isRead(result.files['b.js'])).toBe(true);
      expect(result.placesOf('version-assumed')).toEqual([expect.stringContaining('taken for 2.x') as string]);
    },
  );

  it.each([undefined, 5])('leaves no session of 2.x without a finding if it is %s', async (legacyMajor) => {
    const handlers = `import './a.js';
export const me = (req, res) => res.json(req.session.userId);
export const mine = ({ session }, res) => res.json(session.userId);
export const claims = (req, res) => res.json(req.sessionClaims.sub);
`;
    const auth = `import { ClerkExpressWithAuth } from '${sdk}';\napp.use(ClerkExpressWithAuth());\n`;
    const packageJson = manifest({ [sdk]: '^4.13.0', express: '^4.17.0' });
    const result = await planProject({ 'package.json': packageJson, 'a.js': auth, 'b.js': handlers }, { legacyMajor });
    expect(result.placesOf('session-object')).toEqual(['b.js:2 req.session', 'b.js:3 session']);
    expect(result.placesOf('auth-left')).toEqual(['b.js:4 req.sessionClaims']);
  });

  it('does not report the sessions of another library', async () => {
    const result = await planProject({
      'package.json': manifest({ [sdk]: '^4.13.0', express: '^4.17.0', 'express-session': '^1.17.0' }),
      'a.js': `import { ClerkExpressWithAuth } from '${sdk}';\napp.use(ClerkExpressWithAuth());\nexport const me = (req) => req.session.cart;\n`,
    });
    expect(result.placesOf('session-object')).toEqual([]);
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['node_modules', { [`node_modules/${sdk}/package.json`]: '{ "version": "4.13.23" }' }],
    ['the folder that the range names', { 'x/package.json': `{ "name": "x", "version": "4.1.0" }` }],
    ['package-lock.json', { 'package-lock.json': `{"packages":{"node_modules/${sdk}": {\n "version": "4.13.23" }}}` }],
    ['pnpm-lock.yaml', { 'pnpm-lock.yaml': `packages:\n  '${sdk}@4.13.23':\n    resolution: {}\n` }],
    ['yarn.lock', { 'yarn.lock': `"${sdk}@latest":\n  version "4.13.23"\n  resolved "x"\n` }],
    ['yarn.lock of Yarn 2', { 'yarn.lock': `"${sdk}@npm:latest":\n  version: 4.13.23\n` }],
    ['bun.lock', { 'bun.lock': `{ "packages": { "${sdk}": ["${sdk}@4.13.23", ""] } }` }],
    ['the catalog', { 'pnpm-workspace.yaml': `catalog:\n  '${sdk}': ^4.13.0\n` }],
  ])('is known from %s', async (_, more) => {
    const range = 'x/package.json' in more ? 'file:./x' : 'pnpm-workspace.yaml' in more ? 'catalog:' : 'latest';
    const result = await planProject({
      'package.json': manifest({ [sdk]: range, express: '5' }),
      'a.js': neutral,
      ...more,
    });
    expect(isUnwrapped(result.files['a.js'])).toBe(true);
    expect(result.placesOf('version-assumed')).toEqual([]);
  });

  it('is that of the package in a workspace, each for itself', async () => {
    const result = await planProject({
      'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
      'packages/old/package.json': manifest({ [sdk]: '*', express: '^4.17.0' }),
      'packages/old/a.js': session,
      'packages/new/package.json': manifest({ [sdk]: '*', express: '^4.17.0' }),
      'packages/new/a.js': data,
    });
    expect(isRead(result.files['packages/old/a.js'])).toBe(true);
    expect(result.files['packages/new/a.js']).not.toContain('.data.data');
    expect(result.placesOf('version-assumed')).toHaveLength(2);
  });

  it('is the one that the user names', async () => {
    const files = { 'package.json': manifest({ [sdk]: 'latest', express: '5' }), 'a.js': neutral };
    const result = await planProject(files, { legacyMajor: 4 });
    expect(isUnwrapped(result.files['a.js'])).toBe(true);
    expect(result.placesOf('version-assumed')).toEqual([]);
  });

  it('says which copy of the old package is not carried over', async () => {
    const files = { 'package.json': manifest({ [sdk]: 'file:../sdk', express: '5' }), 'a.js': session };
    const result = await planProject(files);
    expect(result.placesOf('range-replaced')).toEqual(['package.json:4 @clerk/clerk-sdk-node: file']);
  });
});
