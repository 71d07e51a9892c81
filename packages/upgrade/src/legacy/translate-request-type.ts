import type { Node, TSExpressionWithTypeArguments } from '@babel/types';
import { traverse, type NodePath } from '../source/parse-source.js';
import { legacyPackages } from '../source/rename-module.js';
import { rangeOf } from '../source/source-file.js';
import { typeReferences } from '../source/type-references.js';
import type { Migration } from './migration.js';
import type { Reference } from './find-references.js';

const wrappers: ReadonlySet<string> = new Set([
  'WithAuthProp',
  'RequireAuthProp',
  'WithSessionProp',
  'RequireSessionProp',
  'WithSessionClaimsProp',
  'RequireSessionClaimsProp',
]);

/**
 * `WithAuthProp<Request>` becomes `Request`, `WithAuthProp<Request>['auth']` the type of the auth object; `extends LooseAuthProp` and
 * `& LooseAuthProp` disappear.
 */
export function translateRequestType(migration: Migration, reference: Reference, removedTypes: Set<Node>): void {
  const { file } = migration;
  const parent = reference.path.parentPath;
  if (!parent) return;
  if (parent.isTSExpressionWithTypeArguments()) return translateHeritage(migration, reference, parent, removedTypes);
  if (!parent.isTSTypeReference()) {
    migration.keep(reference);
    return file.report('use-left', parent.node);
  }
  const whole = authOf(parent);
  if (whole) {
    const isStrict = reference.role.is === 'request-type' && reference.role.strict;
    return file.replace(whole.node, migration.needs.type(isStrict ? 'SignedInAuthObject' : 'SessionAuthObject'));
  }
  const argument = parent.node.typeParameters?.params[0];
  if (wrappers.has(reference.name) && argument) {
    file.remove(rangeOf(parent.node).start, rangeOf(argument).start);
    return file.remove(rangeOf(argument).end, rangeOf(parent.node).end);
  }
  const list = parent.parentPath;
  if (list.isTSIntersectionType() && list.node.types.length > 1)
    return removeFromIntersection(migration, list.node.types, parent.node);
  migration.keep(reference);
  file.report('use-left', parent.parent);
}

/** `extends WithAuthProp<Request>` becomes `extends Request`, except where the interface is the one of requests itself. */
function translateHeritage(
  migration: Migration,
  reference: Reference,
  clause: NodePath<TSExpressionWithTypeArguments>,
  removedTypes: Set<Node>,
): void {
  const { file } = migration;
  const argument = clause.node.typeParameters?.params[0];
  if (!argument || !wrappers.has(reference.name) || isAugmentation(clause)) {
    removedTypes.add(clause.node);
    return;
  }
  if (argument.type === 'TSTypeReference') return file.replace(clause.node, file.textOf(argument));
  migration.keep(reference);
  file.report('use-left', clause.node);
}

/** The type `WithAuthProp<Request>['auth']` around its object type. */
function authOf(object: NodePath): NodePath | undefined {
  const access = object.parentPath;
  if (!access?.isTSIndexedAccessType() || object.key !== 'objectType') return undefined;
  const { indexType } = access.node;
  const literal = indexType.type === 'TSLiteralType' ? indexType.literal : undefined;
  return literal?.type === 'StringLiteral' && literal.value === 'auth' ? access : undefined;
}

function removeFromIntersection(migration: Migration, types: readonly Node[], node: Node): void {
  const index = types.indexOf(node);
  const { file } = migration;
  const [previous, next] = [types[index - 1], types[index + 1]];
  if (previous) file.remove(rangeOf(previous).end, rangeOf(node).end);
  else if (next) file.remove(rangeOf(node).start, rangeOf(next).start);
}

/** Removes the clauses, then interfaces, namespaces and `declare global` blocks that are empty without them. */
export function removeAugmentations(migration: Migration, removedTypes: ReadonlySet<Node>): void {
  if (removedTypes.size === 0) return;
  const { file } = migration;
  const empty = new Set<Node>();
  let isGlobal = false;
  traverse(file.ast, {
    TSInterfaceDeclaration(path) {
      const clauses: readonly Node[] = path.node.extends ?? [];
      const left = clauses.filter((clause) => !removedTypes.has(clause));
      if (left.length === clauses.length) return;
      if (path.findParent((ancestor) => ancestor.isTSModuleDeclaration())) isGlobal = true;
      if (left.length === 0 && path.node.body.body.length === 0 && isAugmentation(path)) empty.add(path.node);
      else if (left.length > 0) file.removeElements(clauses, removedTypes);
      else file.remove(rangeOf(path.node.typeParameters ?? path.node.id).end, rangeOf(path.node.body).start - 1);
    },
  });
  for (const path of outermost(file.ast.program.body, empty)) file.removeStatement(path);
  if (isGlobal && migration.surroundings.framework === 'express') referToEnvironment(migration);
}

/** Whether an interface is merged with another declaration. Code may refer to any other interface, so that one must stay. */
function isAugmentation(path: NodePath): boolean {
  return path.findParent((ancestor) => ancestor.isTSModuleDeclaration()) !== null;
}

/** The outermost statements that are completely empty. */
function outermost(statements: readonly Node[], empty: ReadonlySet<Node>): readonly Node[] {
  return statements.flatMap((statement) => {
    if (isEmptied(statement, empty)) return [statement];
    if (statement.type !== 'TSModuleDeclaration' || statement.body.type !== 'TSModuleBlock') return [];
    return outermost(statement.body.body, empty);
  });
}

function isEmptied(node: Node, empty: ReadonlySet<Node>): boolean {
  if (empty.has(node)) return true;
  if (node.type === 'ExportNamedDeclaration' && node.declaration) return isEmptied(node.declaration, empty);
  if (node.type !== 'TSModuleDeclaration' || node.body.type !== 'TSModuleBlock') return false;
  return node.body.body.length > 0 && node.body.body.every((inner) => isEmptied(inner, empty));
}

function referToEnvironment({ file }: Migration): void {
  const reference = '/// <reference types="@acme/express/env" />';
  // Some of these get this name by another step.
  const same = ['@acme/express/env', '@clerk/express/env', ...legacyPackages];
  if (typeReferences(file).some(({ name }) => same.includes(name))) return;
  const { comments } = file.ast;
  const header = comments?.[0] && /^[!*]|copyright/i.test(comments[0].value) ? rangeOf(comments[0]).end + 1 : 0;
  const offset = file.text.startsWith('#!') ? file.text.indexOf('\n') + 1 : file.text[header - 1] === '\n' ? header : 0;
  file.edits.prependLeft(offset, `${reference}${file.style.newline}`);
}
