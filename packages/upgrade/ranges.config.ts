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
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return manifest.private ? [] : [manifest];
}

/** The packages released together with the command: the version ranges that it writes, and the frameworks they accept. */
export const ourPackages = Object.fromEntries(
  readdirSync(packages)
    .flatMap(manifestOf)
    .map(({ name, version, peerDependencies = {} }) => [name, { range: `^${version}`, peers: peerDependencies }]),
);
