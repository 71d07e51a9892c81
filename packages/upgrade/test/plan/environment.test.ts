import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const sdk = '@clerk/clerk-sdk-node';
const env = 'CLERK_API_KEY=test_abc\nCLERK_LOGGING=true\n';
const server = `import { ClerkExpressWithAuth } from '${sdk}';
import express from 'express';
const app = express();
app.use(ClerkExpressWithAuth());
`;
const base = { 'package.json': manifest({ [sdk]: '^4.13.0', express: '^4.17.0' }), 'server.js': server, '.env': env };
const nextHandler = `import { requireAuth } from '${sdk}';
export default requireAuth((req, res) => res.json(req.auth.userId));
`;

const readers: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['a handler that is not translated', { 'pages/api/me.js': nextHandler }, 'pages/api/me.js:1'],
  ['a re-export of the old package', { 'old.js': `export * from '${sdk}';\n` }, 'old.js:1'],
  ['a file that does not parse', { 'broken.js': `import { users from '${sdk}';\n` }, 'broken.js:1'],
  ['a pattern', { 'config.js': 'export const { CLERK_API_KEY } = readEnvironment();\n' }, 'config.js:1'],
  [
    'SvelteKit',
    { 'key.js': "export { CLERK_API_KEY as key };\nimport { CLERK_API_KEY } from '$env/static/private';\n" },
    'key.js:2',
  ],
  ['a name in a text', { 'config.js': "export const key = get('CLERK_API_KEY');\n" }, 'config.js:1'],
  [
    'a shell script',
    { 'deploy.sh': 'set -e\ncurl -H "Authorization: Bearer $CLERK_API_KEY" https://x.example\n' },
    'deploy.sh:2',
  ],
  ['a shell script that reads the file', { 'bin/x.sh': 'grep CLERK_API_KEY .env\n' }, 'bin/x.sh:1'],
  ['Docker Compose', { 'docker-compose.yml': 'environment:\n  - CLERK_API_KEY\n' }, 'docker-compose.yml:2'],
  ['Docker Compose, by reference', { 'compose.yaml': 'environment:\n  KEY: ${CLERK_API_KEY}\n' }, 'compose.yaml:2'],
  ['a Dockerfile', { Dockerfile: 'ARG CLERK_API_KEY\n' }, 'Dockerfile:1'],
  [
    'GitHub Actions',
    { '.github/workflows/a.yml': 'env:\n  K: ${{ secrets.CLERK_API_KEY }}\n' },
    '.github/workflows/a.yml:2',
  ],
  ['GitLab', { '.gitlab-ci.yml': 'script:\n  - test -n "$CLERK_API_KEY"\n' }, '.gitlab-ci.yml:2'],
  ['a Makefile', { Makefile: 'run:\n\tKEY=$(CLERK_API_KEY) node .\n' }, 'Makefile:2'],
  [
    'a script of package.json',
    { 'package.json': manifest({ [sdk]: '^4.13.0', express: '^4.17.0' }, { scripts: { x: 'echo $CLERK_API_KEY' } }) },
    'package.json:4',
  ],
  ['another value of the file', { '.env.local': 'OTHER=${CLERK_API_KEY}\n' }, '.env.local:1'],
  [
    'an old package of a framework',
    { 'package.json': manifest({ [sdk]: '^4.13.0', express: '^4.17.0', '@clerk/nextjs': '^4.29.0' }) },
    'package.json:6',
  ],
];

describe('a variable of a .env file', () => {
  it.each(readers)('keeps its name while %s reads it, and the report says so', async (_, more, place) => {
    const { files, placesOf } = await planProject({ ...base, ...more });
    expect(files['.env']).toBe(env);
    const [first] = placesOf('variable-still-read');
    expect(first).toContain('.env:1 CLERK_API_KEY, by ');
    expect(first).toContain(place);
    expect(placesOf('api-key-renamed')).toEqual([]);
  });

  it('is renamed if only variables of the code keep its name', async () => {
    const { files, findings } = await planProject({
      ...base,
      'config.js': 'export const CLERK_API_KEY = process.env.CLERK_API_KEY;\n',
      'keys.js': 'const { CLERK_API_KEY } = process.env;\nexport const key = CLERK_API_KEY;\n',
      'index.js': "import { CLERK_API_KEY as key } from './config.js';\nexport { CLERK_API_KEY } from './config.js';\n",
      'old.cjs': "const { CLERK_API_KEY } = require('./config.js');\nmodule.exports = CLERK_API_KEY;\n",
    });
    expect(files['config.js']).toBe('export const CLERK_API_KEY = process.env.CLERK_SECRET_KEY;\n');
    expect(files['.env']).toContain('CLERK_SECRET_KEY=test_abc');
    expect(findings.map(({ code }) => code)).not.toContain('variable-left');
  });

  it('is reported in a file of another format', async () => {
    const { files, placesOf } = await planProject({ ...base, '.env.yml': 'CLERK_API_KEY: test_abc\n' });
    expect(files['.env.yml']).toBe('CLERK_API_KEY: test_abc\n');
    expect(placesOf('variable-elsewhere')).toEqual(['.env.yml:1 CLERK_API_KEY']);
  });

  it('is renamed in every .env file if nothing reads the old name', async () => {
    const { files, placesOf } = await planProject({
      ...base,
      '.env.production': 'CLERK_API_KEY=live_abc\n',
      '.env.example': '# CLERK_API_KEY=\n',
      // Only gives it a value of its own.
      'docker-compose.yml': 'environment:\n  CLERK_API_KEY: test_abc\n',
      // A comment reads nothing.
      'deploy.sh': '# needs CLERK_API_KEY\n',
    });
    expect(files['.env']).toBe('CLERK_SECRET_KEY=test_abc\nCLERK_LOGGING=true\n');
    expect(files['.env.production']).toBe('CLERK_SECRET_KEY=live_abc\n');
    expect(files['.env.example']).toBe('# CLERK_SECRET_KEY=\n');
    expect(placesOf('variable-still-read')).toEqual([]);
    expect(placesOf('variable-gone')).toEqual(['.env:2 CLERK_LOGGING']);
    expect(placesOf('variable-elsewhere')).toEqual(['deploy.sh:1 CLERK_API_KEY', 'docker-compose.yml:2 CLERK_API_KEY']);
  });

  it('is renamed for one package of a workspace and kept for another', async () => {
    const { files } = await planProject({
      'package.json': '{ "name": "root", "private": true }',
      '.env': env,
      'apps/a/package.json': manifest({ [sdk]: '^4.13.0', express: '^4.17.0' }),
      'apps/a/server.js': server,
      'apps/a/.env': env,
      'apps/b/package.json': manifest({ [sdk]: '^4.13.0', next: '^11.0.0' }),
      'apps/b/pages/api/me.js': nextHandler,
      'apps/b/.env': env,
    });
    expect(files['apps/a/.env']).toContain('CLERK_SECRET_KEY');
    expect(files['apps/b/.env']).toBe(env);
    expect(files['.env']).toBe(env);
  });

  it('of version 5, which read only the new names, is renamed', async () => {
    const { files } = await planProject({
      ...base,
      'package.json': manifest({ [sdk]: '^5.0.0', express: '^4.17.0' }),
      'pages/api/me.js': nextHandler,
    });
    expect(files['.env']).toContain('CLERK_SECRET_KEY');
  });

  it('is reported where code names it in a text', async () => {
    const { placesOf } = await planProject({ ...base, 'config.js': "\nexport const key = get('CLERK_API_KEY');\n" });
    expect(placesOf('variable-left')).toEqual(['config.js:2 CLERK_API_KEY']);
  });
});
