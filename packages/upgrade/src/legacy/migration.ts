import type { Node } from '@babel/types';
import type { SourceFile } from '../source/source-file.js';
import type { NodePath } from '../source/parse-source.js';
import type { Framework } from './target-package.js';
import { Needs } from './needs.js';
import { findImportSites, findReferences, type ImportSite, type Reference } from './references.js';

/** What is known about the project around a file. */
export interface Surroundings {
  readonly framework: Framework;
  /** Major version of the retired SDK that the code was written for. */
  readonly legacyMajor: number;
  /** Whether requests that the old middleware has seen come to this file. */
  readonly isReached: boolean;
  /** Whether the package uses another library that leaves something at `req.auth` or `req.session`. */
  readonly foreignAuth: boolean;
  readonly foreignSession: boolean;
  /** Whether the package declares that every request has a signed-in user (StrictAuthProp). */
  readonly hasStrictRequests: boolean;
}

/** One file on its way from the retired SDK: its uses of it, and what the new code will need. */
export class Migration {
  readonly sites: readonly ImportSite[];
  readonly references: readonly Reference[];
  readonly needs: Needs;
  readonly #kept = new Set<string>();
  readonly #leftFunctions = new Set<Node>();

  constructor(
    readonly file: SourceFile,
    readonly surroundings: Surroundings,
    scope: '@acme' | '@clerk' = '@acme',
  ) {
    this.sites = findImportSites(file);
    this.references = this.sites.flatMap(findReferences);
    const leaving = new Set(this.sites.flatMap((site) => site.names.map(({ local }) => local)));
    this.needs = new Needs(file, surroundings.framework, leaving, scope);
  }

  /** Leaves a name on the old package, because a use of it was left. */
  keep(reference: Reference): void {
    this.#kept.add(reference.imported.local);
  }

  /** Remembers a function that the old package still calls, so that its requests stay as they are. */
  leaveFunction(node: Node): void {
    this.#leftFunctions.add(node);
  }

  /** Whether a function, or one around it, is still called by the old package. */
  isLeft(path: NodePath): boolean {
    return path.find((ancestor) => this.#leftFunctions.has(ancestor.node)) !== null;
  }

  /** Whether a local name stays imported from the old package. */
  isKept(local: string): boolean {
    return this.#kept.has(local);
  }

  /** Replaces an expression that may be the short form of a property. */
  replaceExpression(path: NodePath, text: string): void {
    const { parent } = path;
    const isShort = parent.type === 'ObjectProperty' && parent.shorthand && path.key === 'value';
    const key = isShort && path.node.type === 'Identifier' ? `${path.node.name}: ` : '';
    if (isShort && key === `${text}: `) return;
    this.file.replace(path.node, `${key}${text}`);
  }
}
