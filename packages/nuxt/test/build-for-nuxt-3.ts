import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atTheEnd } from 'testing';
import { app, build } from './build-app.js';

const here = join(import.meta.dirname, '..');
const installed = (name: string) => realpathSync(join(here, 'node_modules', name));

/**
 * Builds the application with Nuxt 3, in a folder of its own where Nuxt 3 is the only one. The folder is removed at the end of the file.
 * @returns what Nitro has built
 */
export async function buildForNuxt3(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nuxt-3-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['app', 'server']) cpSync(join(app, name), join(folder, name), { recursive: true });
  // The folders of Nuxt 4.
  const config = readFileSync(join(app, 'nuxt.config.ts'), 'utf8');
  const changed = config.replace('defineNuxtConfig({', 'defineNuxtConfig({\n  future: { compatibilityVersion: 4 },');
  writeFileSync(join(folder, 'nuxt.config.ts'), changed);
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, '@acme', 'nuxt'), { recursive: true });
  // A copy, because the package itself has Nuxt 4 beside it.
  for (const name of ['dist', 'package.json'])
    cpSync(join(here, name), join(packages, '@acme', 'nuxt', name), { recursive: true });
  symlinkSync(installed('@acme/backend'), join(packages, '@acme', 'backend'), 'junction');
  symlinkSync(installed('h3'), join(packages, 'h3'), 'junction');
  symlinkSync(installed('nuxt-3'), join(packages, 'nuxt'), 'junction');
  await build({}, folder);
  return join(folder, '.output');
}
