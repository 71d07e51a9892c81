import type { Node } from '@babel/types';
import { embeddedCode, usesName } from '../source/embedded-code.js';
import { moduleSpecifiers } from '../source/module-specifiers.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import { translateApiCalls } from './translate-api-calls.js';
import { translateHttpError, translateLogger } from './translate-http-error.js';
import { ClientMethods } from './client-methods.js';
import { translateClass, translateSetters } from './translate-class.js';
import { renameEnvironmentUses } from './rename-environment-uses.js';
import { translateExport, translateReExport } from './translate-export.js';
import { writeImports } from './write-imports.js';
import { translateComments } from './translate-comments.js';
import { translateListCalls } from './translate-list-calls.js';
import { translateMiddlewareFactory } from './translate-middleware-factory.js';
import { MiddlewareTranslation } from './middleware-translation.js';
import { Migration, type Surroundings } from './migration.js';
import { isTypeName, roleOf } from './role.js';
import { isLegacyModule, type Reference } from './find-references.js';
import { RequestData } from './request-data.js';
import { removeAugmentations, translateRequestType } from './translate-request-type.js';
import { moduleOf } from './module-of.js';
import { translateWrapper } from './translate-wrapper.js';

/** Translates each use of an imported name by the role of the name. */
class ReferenceTranslation {
  readonly #migration: Migration;
  readonly #middleware: MiddlewareTranslation;
  readonly #clients: ClientMethods;
  readonly #removedTypes = new Set<Node>();

  constructor(migration: Migration) {
    this.#migration = migration;
    this.#middleware = new MiddlewareTranslation(migration);
    this.#clients = new ClientMethods(migration, this.#middleware);
  }

  translateAll(): void {
    const { references } = this.#migration;
    this.#migration.defaultClient = translateSetters(
      this.#migration,
      references.filter(({ role }) => role.is === 'setter'),
    );
    this.#clients.translate();
    for (const reference of references) {
      if (this.isReplaced(reference.path)) continue;
      if (reference.path.parentPath?.isExportSpecifier())
        translateExport(this.#migration, reference, () => this.#client());
      else this.#translate(reference);
    }
    this.#middleware.finish();
    removeAugmentations(this.#migration, this.#removedTypes);
    this.#reportBareImports();
  }

  /** Whether an expression was removed with the code around it. */
  isReplaced(path: NodePath): boolean {
    return this.#clients.isReplaced(path);
  }

  #client(): string {
    return this.#migration.defaultClient ?? this.#migration.needs.client();
  }

  #translate(reference: Reference): void {
    const migration = this.#migration;
    const { path, role } = reference;
    switch (role.is) {
      case 'client':
        return migration.replaceExpression(path, this.#client());
      case 'api':
        return migration.replaceExpression(path, `${this.#client()}.${role.api}`);
      case 'class':
        return translateClass(migration, reference);
      case 'middleware':
        return this.#translateMiddleware(reference, role.strict);
      case 'middleware-factory':
        return translateMiddlewareFactory(migration, reference);
      case 'wrapper':
        return translateWrapper(migration, reference);
      case 'request-type':
        return this.#translateRequestType(reference);
      case 'http-error':
        return translateHttpError(migration, reference);
      case 'logger':
        return translateLogger(migration, reference);
      case 'same':
        return this.#translateSame(reference, role.entry);
      case 'setter':
        return;
      case 'unknown':
        migration.keep(reference);
        return migration.file.report(reference.name === '*' ? 'use-left' : 'name-left', path.node);
    }
  }

  #translateRequestType(reference: Reference): void {
    const { file, surroundings } = this.#migration;
    if (surroundings.framework !== 'backend')
      return translateRequestType(this.#migration, reference, this.#removedTypes);
    this.#migration.keep(reference);
    file.report('use-left', reference.path.node);
  }

  #translateMiddleware(reference: Reference, strict: boolean): void {
    const { path } = reference;
    const call = path.parentPath;
    if (path.key === 'callee' && call?.isCallExpression() && this.#middleware.translate({ path: call, strict })) return;
    this.#migration.keep(reference);
    this.#migration.file.report('use-left', call?.node ?? path.node);
  }

  #translateSame(reference: Reference, entry: string): void {
    const { needs, file } = this.#migration;
    const { name, path } = reference;
    if (!isTypeName(name)) return this.#migration.replaceExpression(path, needs.value(name, entry));
    if (path.parentPath?.isBinaryExpression({ operator: 'instanceof' })) {
      this.#migration.keep(reference);
      return file.report('instance-of', path.parent);
    }
    file.replace(path.node, needs.type(name, entry));
  }

  /** Reports imports without names, which are removed. In a declaration they only make the file a module. */
  #reportBareImports(): void {
    const { file, sites } = this.#migration;
    for (const site of sites) {
      if (site.names.length === 0 && !file.path.includes('.d.')) file.report('import-removed', site.path.node);
    }
  }
}

/** `export … from`, mocks, and imports that are no declaration. */
function translateOtherMentions(migration: Migration, isReplaced: (path: NodePath) => boolean): void {
  const { file, surroundings, sites } = migration;
  for (const { literal, value, use, path } of moduleSpecifiers(file.ast)) {
    if (!isLegacyModule(value) || isReplaced(path)) continue;
    if (use === 'mock') {
      const { start, end } = rangeOf(literal);
      file.overwrite(start + 1, end - 1, moduleOf('clerkMiddleware', surroundings.framework));
      file.report('mock-renamed', path.node);
    } else if (use === 'type' && entryOfType(path.node) !== undefined) {
      const { start, end } = rangeOf(literal);
      file.overwrite(start + 1, end - 1, moduleOf('', surroundings.framework, entryOfType(path.node)));
    } else if (use === 're-export') translateReExport(migration, path.node);
    else if (!sites.some((site) => path === site.path || path.isDescendant(site.path)))
      file.report('use-left', path.node);
  }
}

/** The entry that exports the type of `import('…').User`; undefined if none does. */
function entryOfType(node: Node): string | undefined {
  if (node.type !== 'TSImportType' || node.qualifier?.type !== 'Identifier') return undefined;
  const { name } = node.qualifier;
  const role = roleOf(name, '');
  return isTypeName(name) && role.is === 'same' ? role.entry : undefined;
}

/** Reports error handlers that compare with the errors of the old guard. */
function reportErrorBranches(migration: Migration): void {
  const isForeign = migration.surroundings.foreignAuth;
  traverse(migration.file.ast, {
    StringLiteral(path) {
      const text = path.node.value;
      const isName = text === 'Unauthenticated' || (text === 'UnauthorizedError' && !isForeign);
      const isCompared = path.parentPath.isBinaryExpression() || path.parentPath.isSwitchCase();
      if (isName && isCompared) migration.file.report('error-branch', path.parent);
    },
  });
}

/** Names of the old package that the markup around the code uses. They cannot be renamed there. */
function reportNamesInMarkup({ file, sites }: Migration): boolean {
  const markup = embeddedCode(file.path, file.text)?.markup ?? '';
  const used = sites.flatMap(({ names }) => names.filter(({ local }) => usesName(file.path, markup, local)));
  used.forEach(({ node, local }) => file.report('use-left', node, local));
  return used.length > 0;
}

/** Migrates a file from the retired SDK to the package of a framework. */
export function translateLegacy(file: SourceFile, surroundings: Surroundings): void {
  const migration = new Migration(file, surroundings);
  const isConcerned = migration.sites.length > 0 || surroundings.receivesLegacyRequests;
  if (reportNamesInMarkup(migration)) return;
  const references = new ReferenceTranslation(migration);
  references.translateAll();
  translateOtherMentions(migration, (path) => references.isReplaced(path));
  translateComments(migration);
  if (isConcerned) translateListCalls(migration);
  if (isConcerned) translateApiCalls(migration);
  new RequestData(migration).translate();
  if (isConcerned) reportErrorBranches(migration);
  renameEnvironmentUses(file);
  writeImports(migration);
  const [site] = migration.sites;
  if (site && migration.needs.makesClient) file.report('client-environment', site.path.node, 'createClerkClient');
}
