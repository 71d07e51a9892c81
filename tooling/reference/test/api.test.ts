import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { listSignatures, type Door } from '../src/list-signatures.js';

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url));

interface Conditions {
  readonly types: string;
}
interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly require?: Conditions; readonly import?: Conditions }>>;
}

/** The doors of a package that have declarations. */
function doorsOf(name: string): readonly Door[] {
  const manifest = JSON.parse(readFileSync(`${packages}${name}/package.json`, 'utf8')) as Manifest;
  return Object.entries(manifest.exports).flatMap(([door, target]) => {
    const types = typeof target === 'string' ? undefined : (target.require ?? target.import)?.types;
    return types === undefined ? [] : [{ package: name, name: door, file: `${packages}${name}/${types}` }];
  });
}

function snapshotOf({ package: name, name: door }: Door): string {
  const file = door === '.' ? 'index' : door.replace('./', '').replaceAll('/', '-');
  return `${packages}${name}/api/${file}.d.ts.txt`;
}

describe('public types, kept in packages/*/api', () => {
  // The package that the others are made of comes first: which type the compiler meets first decides in which order it writes a union.
  const names = readdirSync(packages).filter((name) => name !== 'backend');
  const doors = ['backend', ...names].flatMap(doorsOf);
  const signatures = listSignatures(doors);

  it.each(doors.map((door, index) => [`${door.package} ${door.name}`, door, signatures[index] ?? ''] as const))(
    '%s is as reviewed; `pnpm api:update` takes a change over',
    async (_, door, text) => {
      const path = snapshotOf(door);
      const formatted = await format(text, { ...(await resolveConfig(path)), parser: 'typescript' });
      await expect(formatted).toMatchFileSnapshot(path);
    },
  );

  it('have no file of a door that no longer exists', () => {
    const folders = readdirSync(packages).map((name) => `${packages}${name}/api`);
    const files = folders
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`));
    const known = doors.map(snapshotOf);
    expect(files.filter((file) => !known.includes(file))).toEqual([]);
  });
});
