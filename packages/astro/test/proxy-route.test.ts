import { createEmulator } from '@acme/emulator';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { atTheEnd, withEnvironment } from 'testing';
import { expect, it } from 'vitest';
import { folders, majors, type Major } from './astro-versions.js';
import { buildIn } from './build-app.js';
import { serve, type Handler } from './serve-application.js';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
const section = /^## Frontend API proxy\n(.*?)^## /ms.exec(readme)?.[1] ?? '';

/** The files that the section of the README prints, by their names. */
const printed = Object.fromEntries(
  [...section.matchAll(/^```\w+\n\/\/ (\S+)\n(.*?)^```$/gms)].map(([, path = '', code = '']) => [path, code]),
);

const files: Readonly<Record<string, string>> = {
  ...printed,
  'serve.config.mjs': `
import node from '@astrojs/node';
import { passthroughImageService } from 'astro/config';
import printed from './astro.config.mjs';

export default {
  ...printed,
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  image: { service: passthroughImageService() },
  session: { driver: 'memory' },
  logLevel: 'warn',
};
`,
  'src/pages/404.astro': '---\nexport const prerender = true;\n---\n\n<p>There is no such page.</p>\n',
  'src/pages/index.astro': '<p>Home.</p>\n',
};

/** Builds an application with what the README prints, and a page for 404 that is rendered meanwhile. */
async function buildProxied(major: Major): Promise<Handler> {
  const folder = join(folders[major], 'dist', 'proxy-route');
  rmSync(folder, { recursive: true, force: true });
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  await buildIn(folder, major, '--config', 'serve.config.mjs');
  const entry = pathToFileURL(join(folder, 'dist', 'server', 'entry.mjs')).href;
  const { handler } = (await import(entry)) as { readonly handler: Handler };
  return handler;
}

it.each(majors)('answers for the Frontend API in Astro %i beside a prerendered page for 404', async (major) => {
  const emulator = await createEmulator();
  atTheEnd(() => emulator.close());
  // The application would listen by itself.
  withEnvironment({ ...emulator.envFor('astro'), ASTRO_NODE_AUTOSTART: 'disabled' }, { without: 'CLERK_' });
  const handler = await buildProxied(major);
  const url = await serve((request, response) => handler(request, response));
  const ask = async (path: string) => {
    const response = await fetch(url + path);
    return [response.status, await response.text()];
  };
  expect(await ask('/__clerk/v1/environment')).toEqual([200, expect.stringContaining('"auth_config"')]);
  expect(await ask('/nowhere')).toEqual([404, expect.stringContaining('There is no such page.')]);
  expect(await ask('/')).toEqual([200, expect.stringContaining('Home.')]);
});
