import type { Framework, Target } from '../source/rename-module.js';
import type { RememberedRanges } from './remembered-ranges.js';

/** What the migrated sources of a package need. */
export interface ManifestNeeds {
  readonly target: Target;
  readonly framework: Framework;
  /** Names of the packages that the sources import now. */
  readonly imported: ReadonlySet<string>;
  /** Names of the packages that the sources imported before. */
  readonly importedBefore: ReadonlySet<string>;
  /** Names of the dependencies of the root of the workspace; its other packages can import them too. */
  readonly ofRoot: ReadonlySet<string>;
  /** Names of the packages of the project itself. */
  readonly workspace: ReadonlySet<string>;
  /** The peers that an installed dependency declares. */
  readonly peersOf: (name: string) => readonly string[];
  /** The ranges before an earlier migration. */
  readonly remembered: RememberedRanges;
}
