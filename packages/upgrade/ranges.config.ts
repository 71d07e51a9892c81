import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const packages = join(import.meta.dirname, '..');

function manifestOf(folder: string): readonly Manifest[] {
  const file = join(packages, folder, 'package.json');
  if (!existsSync(file)) return [];
  return [JSON.parse(readFileSync(file, 'utf8')) as Manifest];
}

const manifests = readdirSync(packages).flatMap(manifestOf);

function known(list: readonly Manifest[]): Readonly<Record<string, object>> {
  return Object.fromEntries(
    list.map(({ name, version, peerDependencies = {} }) => [name, { range: `^${version}`, peers: peerDependencies }]),
  );
}

/** The packages of this workspace: the version ranges that the command writes, and the frameworks they accept. */
export const allPackages = known(manifests);

/** Those that are released together with the command. It writes no other into a project. */
export const publishedPackages = known(manifests.filter((manifest) => !manifest.private));
