import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planProject } from './planned-project.js';

const vectors = join(import.meta.dirname, 'vectors', 'X01-official-packages', 'input');
const official = readdirSync(vectors).map((name) => readFileSync(join(vectors, name), 'utf8'));

/** The same numbers on every run: a failing project can be made again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ranges = [
  '^2.0.0',
  '~1.3.4',
  '1.x',
  '2.1.70',
  '>=1 <4',
  '*',
  'latest',
  'catalog:',
  'npm:@clerk/backend@^2.0.0',
  'github:clerk/javascript',
  '3.0.0-rc.1',
];
const names = ['@clerk/backend', '@clerk/express', '@clerk/fastify', '@clerk/hono', '@clerk/nextjs', 'express', 'zod'];
const others: Readonly<Record<string, string>> = { express: '^5.0.0', zod: '^3.0.0' };
const sections = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
const statements = [
  "import { clerkMiddleware, getAuth } from '@clerk/express';",
  'import type { User } from "@clerk/backend";',
  "export * from '@clerk/fastify';",
  "const { verifyToken } = require('@clerk/backend');",
  "export const lazy = () => import('@clerk/backend/webhooks');",
  "export type S = import('@clerk/backend').Session;",
  '/// <reference types="@clerk/express/env" />',
  "import { verifyWebhook } from '@clerk/hono/webhooks';",
  "jest.mock('@clerk/express');",
  "import { auth } from '@clerk/nextjs/server';",
  "export const text = 'about @clerk/express'; // @clerk/backend",
];

function makeProject(seed: number): Readonly<Record<string, string>> {
  const pick = random(seed);
  const one = <Item>(list: readonly [Item, ...Item[]] | readonly Item[]) => list[pick(list.length)];
  const manifest: Record<string, unknown> = { name: `p${seed}` };
  for (const section of sections.filter(() => pick(3) > 0)) {
    const list = names.filter(() => pick(2) > 0).map((name) => [name, others[name] ?? one(ranges)] as const);
    manifest[section] = Object.fromEntries(list);
  }
  if (pick(2) > 0) manifest.peerDependenciesMeta = { '@clerk/express': { optional: true } };
  if (pick(2) > 0) manifest.overrides = { '@clerk/backend': '3.1.0' };
  const newline = one(['\n', '\r\n']) ?? '\n';
  const text = JSON.stringify(manifest, undefined, one([2, 4, '\t', 0]));
  const sources = Array.from({ length: 1 + pick(4) }, (_, index) => {
    const lines = statements.filter(() => pick(3) === 0);
    return [`src/f${index}.${one(['ts', 'mts', 'cts']) ?? 'ts'}`, lines.join(newline)] as const;
  });
  return {
    'package.json': text.replaceAll('\n', newline) + (one(['', newline]) ?? ''),
    ...Object.fromEntries(sources),
  };
}

describe('there and back', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('gives the same bytes of project %i', async (seed) => {
    const given = makeProject(seed);
    const there = await planProject(given);
    const again = await planProject(there.files);
    expect(again.files).toEqual(there.files);
    expect((await planProject(there.files, { target: 'clerk' })).files).toEqual(given);
  });

  it('gives the same bytes of the recorded sources and a workspace', async () => {
    const sources = official.map((text, index) => [`packages/a/src/f${index}.ts`, text] as const);
    const given = {
      'package.json': '{ "name": "root", "private": true, "devDependencies": { "@clerk/backend": "2.0.1" } }\n',
      'packages/a/package.json':
        '{"name":"a","dependencies":{"@clerk/express":"^2.1.0","@clerk/backend":"~2.4.0","@clerk/fastify":"2","@clerk/hono":"*"}}',
      ...Object.fromEntries(sources),
    };
    const there = await planProject(given);
    expect(there.files['packages/a/package.json']).toContain('@acme/express');
    expect((await planProject(there.files, { target: 'clerk' })).files).toEqual(given);
  });

  it('keeps a range that was changed in between', async () => {
    const given = { 'package.json': '{ "dependencies": { "@clerk/express": "^2.0.0" } }' };
    const there = await planProject(given);
    const changed = there.files['package.json']?.replace(/"\^[^"]+"/, '"9.9.9"') ?? '';
    const back = await planProject({ ...there.files, 'package.json': changed }, { target: 'clerk' });
    expect(back.dependencies).toEqual({ '@clerk/express': expect.stringMatching(/^\^2\.1/) as string });
    expect(back.files).not.toHaveProperty('.acme-upgrade.json');
  });
});
