import { legacyPackages, sharedPackages } from '../source/rename-module.js';
import type { ManifestNeeds } from './manifest-needs.js';
import type { PackageManifest } from './package-manifest.js';

/**
 * The packages that the code imports and that must become dependencies.
 * @param isPresent - whether a package is a dependency, or will be
 */
export function missingPackages(
  { dependencies }: PackageManifest,
  needs: ManifestNeeds,
  isPresent: (name: string) => boolean,
): readonly string[] {
  const { target, imported, importedBefore } = needs;
  const [scope, other] = target === 'clerk' ? ['@clerk/', '@acme/'] : ['@acme/', '@clerk/'];
  const hadRetired = dependencies.some(({ name }) => legacyPackages.includes(name));
  return [...imported].sort().filter((name) => {
    const short = name.slice(scope.length);
    const isShared = sharedPackages.includes(name.split('/')[1] ?? '');
    if (!name.startsWith(scope) || !isShared || isPresent(name)) return false;
    const before = other + short;
    const comes = comesWithAnother(name, { before, scope, ofRoot: needs.ofRoot, isPresent });
    // What was imported without being declared came with another package, and still does, unless the retired SDK brought it.
    if (importedBefore.has(before) && !isPresent(before) && (comes || !hadRetired)) return false;
    return !(importedBefore.has(name) && comes);
  });
}

/** Whether code may import a package without declaring it: the root has it, or a package for a framework depends on it. */
function comesWithAnother(
  name: string,
  given: {
    readonly before: string;
    readonly scope: string;
    readonly ofRoot: ReadonlySet<string>;
    readonly isPresent: (name: string) => boolean;
  },
): boolean {
  const { before, scope, ofRoot, isPresent } = given;
  const dependents = ['express', 'fastify', 'hono'].map((short) => scope + short);
  const isBrought = name === `${scope}backend` && dependents.some((one) => ofRoot.has(one) || isPresent(one));
  return ofRoot.has(name) || ofRoot.has(before) || isBrought;
}
