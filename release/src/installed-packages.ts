import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What npm writes about an installed package. */
interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
}

/** Packages by the path of their folder, for example `node_modules/express`. */
type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** The path of the package that code of the package in `from` gets by a name, as Node.js looks it up. */
function lookUp(packages: LockedPackages, from: string, name: string): string | undefined {
  const parents = from.split(/(?:^|\/)node_modules\//).slice(1);
  for (let depth = parents.length; depth >= 0; depth -= 1) {
    const path = [...parents.slice(0, depth), name].map((part) => `node_modules/${part}`).join('/');
    if (packages[path] !== undefined) return path;
  }
  return undefined;
}

/**
 * The packages that some packages need, themselves included, in a folder that npm installed: what an installation of them alone has.
 * @param place - the folder with `node_modules`
 * @param names - the packages to start from
 * @param withPeers - whether packages that they expect beside them count too
 */
export function packagesNeededBy(
  place: string,
  names: readonly string[],
  withPeers: boolean,
): ReadonlyMap<string, LockedPackage> {
  const lock = readFileSync(join(place, 'node_modules/.package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock) as { readonly packages: LockedPackages };
  const needed = new Map<string, LockedPackage>();
  const add = (from: string, name: string): void => {
    const path = lookUp(packages, from, name);
    const found = path === undefined ? undefined : packages[path];
    // A package that is optional may be missing.
    if (path === undefined || found === undefined || needed.has(path)) return;
    needed.set(path, found);
    const peers = withPeers ? found.peerDependencies : {};
    for (const next of Object.keys({ ...found.dependencies, ...found.optionalDependencies, ...peers })) add(path, next);
  };
  for (const name of names) {
    if (packages[`node_modules/${name}`] === undefined) throw new Error(`${name} is not installed in ${place}.`);
    add('', name);
  }
  return needed;
}
