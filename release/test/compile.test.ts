import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { compilers } from '../src/published.js';
import { run } from '../src/workspace.js';
import { hostNode } from '../../scripts/host-node.mjs';

// Strict applications, compiled against the published declarations without skipLibCheck: ours and those of the frameworks are checked too. What
// TypeScript itself declares of the language and of browsers is not, which takes longer than all the rest.

const { registry, installed } = inject('released');

const source = `import { createEmulator } from '@acme/emulator';
import { clerkMiddleware, getAuth, type User } from '@acme/express';
import { clerkPlugin } from '@acme/fastify';
import { clerkMiddleware as onHono } from '@acme/hono';
import { verifyWebhook } from '@acme/backend/webhooks';
import { ClerkExpressWithAuth } from '@acme/node-legacy';
import express from 'express';
const app = express();
app.use(clerkMiddleware());
app.get('/', (req, res) => void res.json(getAuth(req).userId));
export const all = [createEmulator, clerkPlugin, onHono, verifyWebhook, ClerkExpressWithAuth];
export const nameOf = (user: User): string | null => user.fullName;
`;

const strict = ['--strict', '--noEmit', '--skipDefaultLibCheck', '--target', 'es2022'];
const declarations = ['--lib', 'es2022,dom,dom.iterable', '--types', 'node'];
const modules = {
  node16: ['--module', 'node16', 'app.mts', 'app.cts'],
  nodenext: ['--module', 'nodenext', 'app.mts', 'app.cts'],
  bundler: ['--module', 'es2022', '--moduleResolution', 'bundler', 'app.mts'],
};

beforeAll(() => {
  writeFileSync(join(installed, 'app.mts'), source);
  const required = source.replace("import express from 'express'", "import express = require('express')");
  writeFileSync(join(installed, 'app.cts'), required);
});

describe.concurrent.each(compilers)('typescript@$range', ({ alias }) => {
  it.each(Object.entries(modules))('compiles for %s', async (_name, args) => {
    const tsc = join(installed, 'node_modules', alias, 'bin/tsc');
    const output = await run(hostNode, [tsc, ...strict, ...declarations, '--esModuleInterop', ...args], {
      cwd: installed,
      env: registry.env,
    });
    expect(output).toBe('');
  });
});
