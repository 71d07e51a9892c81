import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageTable } from '../src/source/rename-module.js';

const packages = join(import.meta.dirname, '..', '..');

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8')) as Manifest;
}

/** Packages of ours that replace no official one of the same name. */
const onlyOurs = ['emulator', 'node-legacy', 'upgrade'];

describe('the table of packages under both scopes', () => {
  it('has a row for each package of this workspace that has an official one', () => {
    const folders = readdirSync(packages).filter((folder) => existsSync(join(packages, folder, 'package.json')));
    const named = folders.map((folder) => readManifest(folder).name.replace('@acme/', ''));
    expect(Object.keys(packageTable).sort()).toEqual(named.filter((name) => !onlyOurs.includes(name)).sort());
  });

  it.each(Object.entries(packageTable))('names only entries that @acme/%s has', (name, { entries }) => {
    const doors = Object.keys(readManifest(name).exports).map((door) => door.slice(1));
    for (const entry of entries) expect(doors).toContain(entry);
  });
});
