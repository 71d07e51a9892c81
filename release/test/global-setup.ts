import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startRegistry, type Registry } from '../src/registry.js';
import { commit, copyWorkspace, pnpmIn } from '../src/workspace.js';

/** The first release, as all tests find it. */
export interface Released {
  readonly registry: Registry;
  /** A working copy from which more can be released. */
  readonly copy: string;
  /** A folder for everything that tests write; it is removed at the end. */
  readonly folder: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    released: Released;
  }
}

/** Publishes every package to a registry on this machine, as it is done for users. */
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
    copyWorkspace(copy, registry.env);
    const pnpm = pnpmIn(copy, registry.env);
    // The packages alone; what they depend on is on this machine already.
    const packages = ['--filter', './packages/*', '--filter', '.'];
    pnpm('install', '--offline', '--frozen-lockfile', '--ignore-scripts', ...packages);
    commit(copy, registry.env, 'Installed');
    pnpm('version-packages');
    commit(copy, registry.env, 'Version packages');
    pnpm('publish-packages');
    provide('released', { registry, copy, folder });
  } catch (error) {
    finish();
    throw error;
  }
  return finish;
}
