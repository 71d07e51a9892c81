import { ClientFinder } from '../clients/client-finder.js';
import { memberName, propertyName } from '../source/member-name.js';
import { moduleSpecifiers } from '../source/module-specifiers.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';
import type { RemainingUse } from './remaining-use.js';

const current = /^@(?:clerk|acme)\/(?:backend|express|fastify|hono)$/;

/** Whether the code around a use shows which names it takes. */
function isNamedUse(path: NodePath): boolean {
  const { parent } = path;
  if (path.key === 'object') return memberName(parent) !== undefined;
  if (parent.type === 'VariableDeclarator' && path.key === 'init')
    return (
      parent.id.type === 'Identifier' ||
      (parent.id.type === 'ObjectPattern' && parent.id.properties.every((one) => propertyName(one) !== undefined))
    );
  return /^(?:TS|ExpressionStatement|AwaitExpression|.*Type(?:Annotation|of)?$)/.test(parent.type);
}

/** Uses of all names of a package at once: a namespace that is passed on, or a member whose name the code computes. */
export function remainingPackages(file: SourceFile): readonly RemainingUse[] {
  const packages = moduleSpecifiers(file.ast).filter(({ value, use }) => current.test(value) && use !== 'mock');
  if (packages.length === 0) return [];
  const uses: RemainingUse[] = [];
  const finder = new ClientFinder({});
  const visit = (path: NodePath) => {
    const value = finder.valueOf(path);
    if (value.is !== 'sdk' || !current.test(value.module ?? '') || isNamedUse(path)) return;
    uses.push({
      code: 'whole-package',
      path: path.parentPath?.isMemberExpression() ? path.parentPath : path,
      name: file.textOf(path.node),
    });
  };
  traverse(file.ast, {
    Identifier: (path) => {
      if (path.isReferencedIdentifier()) visit(path);
    },
    CallExpression: visit,
    ImportExpression: visit,
    AwaitExpression: visit,
    ExportAllDeclaration: (path) => {
      const name = path.node.source.value;
      if (current.test(name)) uses.push({ code: 'whole-package', path, name });
    },
    ExportNamespaceSpecifier: (path) => {
      const name = path.parent.type === 'ExportNamedDeclaration' ? path.parent.source?.value : undefined;
      if (name !== undefined && current.test(name)) uses.push({ code: 'whole-package', path, name });
    },
  });
  return uses;
}
