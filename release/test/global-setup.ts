import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installWithNpm } from '../src/package-managers.js';
import { compilers, everything, forNext, forReact, forStart } from '../src/published.js';
import { startRegistry, type Registry } from '../src/registry.js';
import { commit, copyWorkspace, emptyFolder, pnpmIn, root } from '../src/workspace.js';

/** The first release, as all tests find it. */
export interface Released {
  readonly registry: Registry;
  /** A working copy from which more can be released. */
  readonly copy: string;
  /** A folder for everything that tests write; it is removed at the end. */
  readonly folder: string;
  /** A folder in which npm installed every package, the frameworks, types and compilers. No test changes what is installed in it. */
  readonly installed: string;
  /** Another one, with the packages for TanStack Start, Astro and Nuxt. The frameworks there are those of this repository, without Nuxt. */
  readonly installedForStart: string;
  /** What npm printed for the first folder. */
  readonly npmOutput: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    released: Released;
  }
}

/** Installs the packages for TanStack Start, Astro and Nuxt, and puts beside them the frameworks that are on this machine already. */
async function installForStart(registry: Registry, place: string): Promise<void> {
  await installWithNpm(registry, place, ['--omit=peer', '--legacy-peer-deps', ...forStart]);
  const here = join(root, 'packages/tanstack-react-start/node_modules');
  for (const name of ['@tanstack', 'react', '@types'])
    symlinkSync(join(here, name), join(place, 'node_modules', name), 'junction');
  symlinkSync(join(root, 'packages/astro/node_modules/astro'), join(place, 'node_modules/astro'), 'junction');
}

/** Publishes every package to a registry on this machine, as it is done for users, and installs what most tests look at once. */
export default async function release({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  const { close, ...registry } = await startRegistry(join(folder, 'registry'));
  const finish = () => {
    close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    await copyWorkspace(copy, registry.env);
    const pnpm = pnpmIn(copy, registry.env);
    // The packages alone; what they depend on is on this machine already.
    const packages = ['--filter', './packages/*', '--filter', '.'];
    await pnpm('install', '--offline', '--frozen-lockfile', '--ignore-scripts', ...packages);
    await pnpm('version-packages');
    await commit(copy, registry.env, 'Version packages');
    await pnpm('publish-packages');

    const installed = emptyFolder(folder, 'npm');
    const types = ['@types/node@22', '@types/express@5', '@types/react@19'];
    const aliases = compilers.map(({ alias, range }) => `${alias}@npm:typescript@${range}`);
    const npmOutput = await installWithNpm(registry, installed, [
      ...everything,
      ...forNext,
      ...forReact,
      ...types,
      ...aliases,
    ]);
    const installedForStart = emptyFolder(folder, 'start');
    await installForStart(registry, installedForStart);
    provide('released', { registry, copy, folder, installed, installedForStart, npmOutput });
  } catch (error) {
    finish();
    throw error;
  }
  return finish;
}
