import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { compilers } from '../src/published.js';
import { run } from '../src/workspace.js';
import { hostNode } from '../../scripts/host-node.mjs';

// Strict applications, compiled against the published declarations without skipLibCheck: ours and those of the frameworks are checked too. What
// TypeScript itself declares of the language and of browsers is not, which takes longer than all the rest.

const { registry, installed, installedForStart } = inject('released');

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

/** Next.js' own declarations are not made for a program without skipLibCheck. */
const sourceForNext = `import { auth, clerkMiddleware } from '@acme/nextjs/server';
import { verifyWebhook } from '@acme/nextjs/webhooks';
export const all = [clerkMiddleware, verifyWebhook];
export const idOf = async (): Promise<string> => (await auth.protect()).userId;
`;

/** React Router's own declarations are not made for such a program either. */
const sourceForReact = `import { clerkMiddleware, protect, type RequestArgs } from '@acme/react-router/server';
import { getAuth, rootAuthLoader } from '@acme/remix/ssr.server';
import { verifyWebhook } from '@acme/remix/webhooks';
export const all = [clerkMiddleware, getAuth, rootAuthLoader, verifyWebhook];
export const idOf = async (args: RequestArgs): Promise<string> => (await protect(args)).userId;
`;

const sourceForStart = `import { auth, clerkMiddleware, protect } from '@acme/tanstack-react-start/server';
import { verifyWebhook } from '@acme/tanstack-react-start/webhooks';
import { createStart } from '@tanstack/react-start';
export const all = [auth, verifyWebhook];
export const startInstance = createStart(() => ({ requestMiddleware: [clerkMiddleware()] }));
export const idOf = async (): Promise<string> => (await protect()).userId;
`;

const sourceForAstro = `import { clerkClient, clerkMiddleware, protect } from '@acme/astro/server';
import { verifyWebhook } from '@acme/astro/webhooks';
import '@acme/astro/env';
import type { APIContext } from 'astro';
export const all = [clerkClient, verifyWebhook];
export const onRequest = clerkMiddleware();
export const idOf = (context: APIContext): string => protect(context).userId;
export const idOrNull = (locals: App.Locals): string | null => locals.auth().userId;
`;

/** An event of h3 is what a handler gets. */
const sourceForNuxt = `import { clerkMiddleware, protect } from '@acme/nuxt/server';
import { verifyWebhook } from '@acme/nuxt/webhooks';
type Event = Parameters<ReturnType<typeof clerkMiddleware>>[0];
export const all = [clerkMiddleware(), verifyWebhook];
export const idOf = (event: Event): string => protect(event).userId;
export const idOrNull = (event: Event): string | null => event.context.auth().userId;
`;

const options = {
  strict: true,
  noEmit: true,
  skipDefaultLibCheck: true,
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: ['node'],
  esModuleInterop: true,
};
const modules = {
  node16: { files: ['app.mts', 'app.cts'], compilerOptions: { ...options, module: 'node16' } },
  nodenext: { files: ['app.mts', 'app.cts'], compilerOptions: { ...options, module: 'nodenext' } },
  bundler: { files: ['app.mts'], compilerOptions: { ...options, module: 'es2022', moduleResolution: 'bundler' } },
  next: {
    files: ['next-app.mts', 'react-app.mts'],
    compilerOptions: { ...options, skipLibCheck: true, module: 'es2022', moduleResolution: 'bundler' },
  },
};
/** As applications of TanStack Start, Astro and Nuxt are compiled; they have no types of Node.js. */
const start = {
  files: ['start-app.mts', 'astro-app.mts', 'nuxt-app.mts'],
  compilerOptions: { ...options, types: [], skipLibCheck: true, module: 'es2022', moduleResolution: 'bundler' },
};
const startConfiguration = join(installedForStart, 'start.json');
const configurations = [...Object.keys(modules).map((name) => `${name}.json`), startConfiguration];

beforeAll(() => {
  writeFileSync(join(installed, 'app.mts'), source);
  writeFileSync(join(installed, 'next-app.mts'), sourceForNext);
  writeFileSync(join(installed, 'react-app.mts'), sourceForReact);
  writeFileSync(join(installedForStart, 'start-app.mts'), sourceForStart);
  writeFileSync(join(installedForStart, 'astro-app.mts'), sourceForAstro);
  writeFileSync(join(installedForStart, 'nuxt-app.mts'), sourceForNuxt);
  writeFileSync(startConfiguration, JSON.stringify(start));
  const required = source.replace("import express from 'express'", "import express = require('express')");
  writeFileSync(join(installed, 'app.cts'), required);
  for (const [name, config] of Object.entries(modules))
    writeFileSync(join(installed, `${name}.json`), JSON.stringify(config));
});

// Each configuration is a program of its own. In one process they share what was read and parsed, which is a third of the work.
it.concurrent.each(compilers)('typescript@$range compiles for node16, nodenext and bundler', async ({ alias }) => {
  const tsc = join(installed, 'node_modules', alias, 'bin/tsc');
  const output = await run(hostNode, [tsc, '--build', '--force', ...configurations], {
    cwd: installed,
    env: registry.env,
  });
  expect(output).toBe('');
});
