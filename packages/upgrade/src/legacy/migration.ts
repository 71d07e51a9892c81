import type { Node } from '@babel/types';
import type { SourceFile } from '../source/source-file.js';
import type { NodePath } from '../source/parse-source.js';
import type { Framework } from '../source/rename-module.js';
import type { ClientExports } from '../clients/client-value.js';
import { Needs } from './needs.js';
import { findImportSites, findReferences, type ImportSite, type Reference } from './find-references.js';

/** Facts about the project that a file belongs to. */
export interface Surroundings {
  readonly framework: Framework;
  /** Major version of the retired SDK that the code was written for. */
  readonly legacyMajor: number;
  /** Whether this file may handle requests after the old middleware ran. */
  readonly receivesLegacyRequests: boolean;
  /** Whether the package uses another library that sets `req.auth` or `req.session`. */
  readonly foreignAuth: boolean;
  readonly foreignSession: boolean;
  /** Whether the package says that its files are modules (`"type": "module"`). */
  readonly isModulePackage?: boolean | undefined;
  /** Whether the package declares that every request has a signed-in user (StrictAuthProp). */
  readonly hasStrictRequests: boolean;
  /** Major versions of the official packages among the dependencies. */
  readonly officialMajors?: Readonly<Record<string, number>> | undefined;
  /** Modules of the project that this file imports and that export clients, by specifier. */
  readonly clientModules?: Readonly<Record<string, ClientExports>> | undefined;
  /** Modules of the project that this file imports and that export guards of the official Express package, by specifier. */
  readonly guardModules?: Readonly<Record<string, ClientExports>> | undefined;
}

/** The migration of one file: its uses of the retired SDK, and the names that the new code needs. */
export class Migration {
  readonly sites: readonly ImportSite[];
  readonly references: readonly Reference[];
  readonly needs: Needs;
  /** The client that the file made from setters, which replaces the default one. */
  defaultClient: string | undefined;
  readonly #kept = new Set<string>();
  readonly #leftFunctions = new Set<Node>();

  constructor(
    readonly file: SourceFile,
    readonly surroundings: Surroundings,
    scope: '@acme' | '@clerk' = '@acme',
  ) {
    // What an earlier step left of the retired SDK is not for this one to change.
    this.sites = scope === '@clerk' ? [] : findImportSites(file);
    this.references = this.sites.flatMap(findReferences);
    const leaving = new Set(this.sites.flatMap((site) => site.names.map(({ local }) => local)));
    this.needs = new Needs(file, surroundings.framework, leaving, scope);
  }

  /** Keeps the import of a name from the old package, because a use of it could not be translated. */
  keep(reference: Reference): void {
    this.#kept.add(reference.imported.local);
  }

  /** Marks a function that the old package still calls: its requests stay in the old form. */
  leaveFunction(node: Node): void {
    this.#leftFunctions.add(node);
  }

  /** Whether the old package still calls this function, or one around it. */
  isLeft(path: NodePath): boolean {
    return path.find((ancestor) => this.#leftFunctions.has(ancestor.node)) !== null;
  }

  /** Whether a local name stays imported from the old package. */
  isKept(local: string): boolean {
    return this.#kept.has(local);
  }

  /** Replaces an expression that may be a shorthand property. */
  replaceExpression(path: NodePath, text: string): void {
    const { parent } = path;
    const isShort = parent.type === 'ObjectProperty' && parent.shorthand && path.key === 'value';
    const key = isShort && path.node.type === 'Identifier' ? `${path.node.name}: ` : '';
    if (isShort && key === `${text}: `) return;
    this.file.replace(path.node, `${key}${text}`);
  }
}
