import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const source = "import { getAuth } from '@clerk/express';\nexport { getAuth };\n";
const app = { 'package.json': manifest({ '@clerk/express': '^2.0.0', express: '5' }), 'a.js': source };

const files: readonly (readonly [name: string, text: string, place: string])[] = [
  ['tsconfig.json', '{ "compilerOptions": {\n  "types": ["@clerk/express/env"] } }', ':2 @clerk/express'],
  ['tsconfig.build.json', '{ "compilerOptions": { "paths": { "@clerk/express": ["./x"] } } }', ':1 @clerk/express'],
  ['next.config.js', "module.exports = {\n  serverExternalPackages: ['@clerk/backend'] };", ':2 @clerk/backend'],
  ['next.config.mjs', "export default { transpilePackages: ['@clerk/backend'] };", ':1 @clerk/backend'],
  [
    'jest.config.js',
    "module.exports = { moduleNameMapper: { '^@clerk/express$': '<rootDir>/m.js' } };",
    ':1 @clerk/express',
  ],
  [
    'jest.config.cjs',
    "module.exports = {\n  moduleNameMapper: { '^@clerk/(.*)$': '<rootDir>/mocks/$1' } };",
    ':2 @clerk/(.*)$',
  ],
  [
    'babel.config.json',
    '{ "plugins": [["module-resolver", { "alias": { "@clerk/express": "./m" } }]] }',
    ':1 @clerk/express',
  ],
  [
    'public/index.html',
    '<p>@clerk/express</p>\n<script type="importmap">\n{ "imports": { "@clerk/backend": "/b.js" } }\n</script>\n',
    ':3 @clerk/backend',
  ],
  ['__mocks__/@clerk/express.js', 'exports.getAuth = () => ({});\n', ':1 __mocks__/@clerk/express'],
  ['jest.config.json', '{ "moduleNameMapper": { "^@clerk/express$": "x" } }', ':1 @clerk/express'],
  ['vitest.config.ts', "export default { test: { alias: { '@clerk/express': './m.js' } } };", ':1 @clerk/express'],
  [
    'vite.config.ts',
    "export default { ssr: { noExternal: [/@clerk\\/backend/, '@clerk/backend'] } };",
    ':1 @clerk/backend',
  ],
  ['webpack.config.cjs', "module.exports = { externals: { '@clerk/express': 'commonjs x' } };", ':1 @clerk/express'],
  ['Dockerfile', 'FROM node:22\nRUN npm install @clerk/express\n', ':2 @clerk/express'],
  ['docker-compose.yml', 'command: node -r @clerk/clerk-sdk-node .\n', ':1 @clerk/clerk-sdk-node'],
  ['.github/workflows/ci.yml', 'run: |\n  npm ls @clerk/express\n', ':2 @clerk/express'],
  ['.gitlab-ci.yml', 'script:\n  - npm i @clerk/backend@3\n', ':2 @clerk/backend'],
  ['renovate.json', '{ "packageRules": [{ "matchPackageNames": ["@clerk/express"] }] }', ':1 @clerk/express'],
  ['.npmrc', 'public-hoist-pattern[]=@clerk/*\n', ':1 @clerk/*'],
  ['pnpm-workspace.yaml', "overrides:\n  '@clerk/backend': 3.1.0\n", ':2 @clerk/backend'],
  ['scripts/setup.sh', 'npm i @clerk/express\n', ':1 @clerk/express'],
  ['patches/@clerk+express+2.1.0.patch', 'diff --git a/x b/x\n', ':1 @clerk/express'],
  ['patches/@clerk__clerk-sdk-node@4.13.0.patch', 'diff --git a/x b/x\n', ':1 @clerk/clerk-sdk-node'],
  ['.yarn/patches/@clerk-backend-npm-3.1.0-0a1b2c3d.patch', 'diff --git a/x b/x\n', ':1 @clerk/backend'],
  ['src/server.coffee', "express = require 'express'\nclerk = require '@clerk/express'\n", ':2 @clerk/express'],
  ['views/me.ejs', "<% const { getAuth } = require('@clerk/express') %>\n", ':1 @clerk/express'],
  [
    'load.js',
    "\nexport const load = (name) => import(name || '@clerk' + '/express') && '@clerk/express';\n",
    ':2 @clerk/express',
  ],
];

describe('a name of an old package outside of imports', () => {
  it.each(files)('in %s is reported with its line', async (name, text, place) => {
    const { placesOf, files: after } = await planProject({ ...app, [name]: text });
    expect(placesOf('name-elsewhere')).toEqual([name + place]);
    expect(after[name]).toBe(text);
  });

  it('on a line with an old variable is reported beside the variable', async () => {
    const { placesOf } = await planProject({
      'package.json': manifest({ '@clerk/clerk-sdk-node': '^4.13.0', express: '4' }),
      'a.js': "import { users } from '@clerk/clerk-sdk-node';\nexport { users };\n",
      'vite.config.js':
        "export default { ssr: { external: ['@clerk/clerk-sdk-node'] }, envPrefix: ['CLERK_API_KEY'] };\n",
    });
    expect(placesOf('variable-left')).toEqual(['vite.config.js:1 CLERK_API_KEY']);
    expect(placesOf('name-elsewhere')).toEqual(['vite.config.js:1 @clerk/clerk-sdk-node']);
  });

  it('in package.json is reported with its place', async () => {
    const text = manifest(
      { '@clerk/express': '^2.0.0', '@clerk/backend': '^3.0.0', express: '5' },
      {
        scripts: { x: 'node -r @clerk/clerk-sdk-node' },
        overrides: { '@clerk/backend': '3.1.0' },
        resolutions: { '**/@clerk/express': '2.1.0' },
        pnpm: {
          overrides: { 'a>@clerk/backend': '3.1.0' },
          patchedDependencies: { '@clerk/express@2.1.0': 'p.patch' },
        },
        jest: { moduleNameMapper: { '^@clerk/express$': '<rootDir>/mock.js', '^@clerk/(.*)$': '<rootDir>/m/$1.js' } },
      },
    );
    const { placesOf } = await planProject({ ...app, 'package.json': text });
    expect(placesOf('name-elsewhere')).toEqual([
      'package.json:4 scripts.x: @clerk/clerk-sdk-node',
      'package.json:7 overrides: @clerk/backend',
      'package.json:10 resolutions: @clerk/express',
      'package.json:14 pnpm.overrides: @clerk/backend',
      'package.json:17 pnpm.patchedDependencies: @clerk/express',
      'package.json:22 jest.moduleNameMapper: @clerk/express',
      'package.json:23 jest.moduleNameMapper: @clerk/(.*)$',
    ]);
  });

  it('in settings of a dependency that is not there any more is reported', async () => {
    const text = manifest(
      { '@hono/clerk-auth': '^3.1.0', '@clerk/backend': '^2.0.0', hono: '4' },
      { peerDependenciesMeta: { '@hono/clerk-auth': { optional: true } } },
    );
    const { placesOf } = await planProject({
      'package.json': text,
      'a.js': "export { getAuth } from '@hono/clerk-auth';\n",
    });
    expect(placesOf('name-elsewhere')).toEqual(['package.json:4 peerDependenciesMeta: @hono/clerk-auth']);
  });

  it('in the name of a patch of another package, or in one of ours, is not reported', async () => {
    const { findings } = await planProject({
      ...app,
      'patches/@clerk+clerk-js+5.0.0.patch': 'diff --git a/node_modules/@clerk/backend b/x\n',
      'patches/@acme+express+0.1.0.patch': '',
    });
    expect(findings).toEqual([]);
  });

  it('on the way back is one of ours', async () => {
    const { placesOf } = await planProject(
      {
        'package.json': manifest({ '@acme/express': '^0.0.0' }, { overrides: { '@acme/backend': '0.0.0' } }),
        'a.js': source.replace('@clerk', '@acme'),
        Dockerfile: 'RUN npm install @acme/express\n',
      },
      { target: 'clerk' },
    );
    expect(placesOf('name-elsewhere')).toEqual([
      'package.json:4 overrides: @acme/backend',
      'Dockerfile:1 @acme/express',
    ]);
  });

  it('in a comment, in a lockfile, or in a project without these packages is not reported', async () => {
    const comment = '// instead of @clerk/express\n/* @clerk/backend */\nexport const a = "https://x.example";\n';
    const { findings } = await planProject({
      ...app,
      'b.js': comment,
      'pnpm-lock.yaml': "'@clerk/express@2.0.0': {}\n",
    });
    expect(findings).toEqual([]);
    const other = await planProject({
      'package.json': manifest({ '@clerk/nextjs': '^6.0.0', next: '^15.0.0' }),
      'next.config.js': "module.exports = { serverExternalPackages: ['@clerk/backend'] };",
    });
    expect(other.findings).toEqual([]);
  });

  it('never shows what else is on the line', async () => {
    const { findings } = await planProject({ ...app, 'run.sh': 'KEY=sk_test_x npm i @clerk/express\n' });
    expect(JSON.stringify(findings)).not.toContain('sk_test_x');
  });

  it('is reported once where the code names a module that it does not import in a known way', async () => {
    const code = "const name = '@clerk/express';\nimport(name);\n";
    const { placesOf } = await planProject({ ...app, 'b.js': code });
    expect(placesOf('name-elsewhere')).toEqual(['b.js:1 @clerk/express']);
  });
});

describe('a Node.js version that is too old', () => {
  it.each([
    ['.nvmrc', 'v18.17.0\n'],
    ['.node-version', '16\n'],
    ['.tool-versions', 'nodejs 18.0.0\n'],
    ['Dockerfile', 'FROM node:18-alpine\n'],
    ['api.Dockerfile', 'FROM node:16.20.2-alpine\n'],
    ['.github/workflows/ci.yml', 'node-version: 18\n'],
    ['.gitlab-ci.yml', 'image: node:16\n'],
    ['.nvmrc', 'lts/hydrogen\n'],
    ['.npmrc', 'use-node-version=18.20.0\n'],
    ['mise.toml', 'node = "18"\n'],
    ['Dockerfile', 'ARG NODE_VERSION=18\nFROM node:${NODE_VERSION}-alpine\n'],
    ['Dockerfile', 'ARG NODE_VERSION="18.17.0"\nFROM node:$NODE_VERSION\n'],
    ['Dockerfile', 'ENV NODE_VERSION 16.20.2\n'],
    ['Dockerfile', 'FROM node:${NODE_VERSION:-18}\n'],
    ['Dockerfile', 'FROM ${BASE:-node:18-alpine} AS build\n'],
    ['Dockerfile', 'FROM --platform=linux/amd64 docker.io/library/node:18 AS build\n'],
    ['Dockerfile', 'FROM node:hydrogen-alpine\n'],
    ['Dockerfile', 'FROM gcr.io/distroless/nodejs18-debian12\n'],
    ['Dockerfile', 'FROM public.ecr.aws/lambda/nodejs:18\n'],
    ['Dockerfile', 'COPY --from=node:18 /usr/local/bin/node /usr/bin/\n'],
    ['Dockerfile', 'RUN curl -fsSL https://deb.nodesource.com/setup_18.x | bash -\n'],
    [
      '.devcontainer/devcontainer.json',
      '{ "image": "mcr.microsoft.com/devcontainers/javascript-node:1-18-bookworm" }\n',
    ],
    ['docker-compose.yml', 'services: { api: { build: { args: { NODE_VERSION: "18" } } } }\n'],
    ['deploy.sh', 'docker build --build-arg NODE_VERSION=18 .\n'],
    ['.github/workflows/ci.yml', 'node-version: [18.x, 20.x, 22.x]\n'],
    ['.github/workflows/ci.yml', 'matrix: { node: [ 16, 22 ] }\n'],
    ['.circleci/config.yml', '- image: cimg/node:18.20\n'],
    ['.travis.yml', 'node_js: "18"\n'],
    ['netlify.toml', 'NODE_VERSION = "18"\n'],
    ['serverless.yml', 'provider: { runtime: nodejs18.x }\n'],
    ['main.tf', 'runtime = "nodejs18.x"\n'],
    ['app.yaml', 'runtime: nodejs18\n'],
    ['setup.sh', 'nvm install 18\n'],
  ])('in %s is reported', async (name, text) => {
    const { placesOf } = await planProject({ ...app, [name]: text });
    expect(placesOf('node-version')).toEqual([expect.stringMatching(/:1 Node 1[68]$/)]);
  });

  it('is reported by its second number too, and a newer one is not', async () => {
    const { placesOf } = await planProject({
      ...app,
      Dockerfile: 'FROM node:20.8.0\n',
      'new.Dockerfile': 'FROM node:20.9.0\n',
      'any.Dockerfile': 'FROM node:20-alpine\n',
      '.nvmrc': '22.1.0\n',
    });
    expect(placesOf('node-version')).toEqual(['Dockerfile:1 Node 20.8']);
  });
});

describe('a Node.js version on a later line', () => {
  it.each([
    ['.github/workflows/ci.yml', 'matrix:\n  node-version:\n    - 18\n    - 22\n', 3],
    ['render.yaml', 'envVars:\n  - key: NODE_VERSION\n    value: 18.17.0\n', 3],
    ['azure-pipelines.yml', '- task: NodeTool@0\n  inputs:\n    versionSpec: "18.x"\n', 3],
    ['Dockerfile', 'ARG TAG=18-alpine\n# FROM node:16\nFROM node:${TAG}\n', 3],
  ])('in %s is reported where it is', async (name, text, line) => {
    const { placesOf } = await planProject({ ...app, [name]: text });
    expect(placesOf('node-version')).toEqual([`${name}:${line} Node 18`]);
  });

  it.each([
    [
      'Dockerfile',
      'ARG NODE_VERSION=22\nFROM node:${NODE_VERSION:-18}\nFROM python:3.11\nFROM myorg/node-exporter:1.5\n',
    ],
    ['.github/workflows/ci.yml', 'node-version: [20, 22, lts/*]\npython-version: 3.11\n# node-version: 16\n'],
    ['docker-compose.yml', 'image: postgres:16\nname: node-18\n'],
  ])('in %s is not taken from something else', async (name, text) => {
    const { placesOf } = await planProject({ ...app, [name]: text });
    expect(placesOf('node-version')).toEqual([]);
  });
});
