import type { Node } from '@babel/types';
import { memberName, propertyName } from '../source/member-name.js';
import { isForAllPaths, routeCallOf, type RouteCall } from '../legacy/route-call.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';

const module = '@clerk/express';
const guard = 'requireAuth';

function isNamed(node: Node, name: string): boolean {
  return (node.type === 'Identifier' && node.name === name) || (node.type === 'StringLiteral' && node.value === name);
}

/** What a local name refers to: the guard, the whole module, or neither. */
function meaningOf(path: NodePath): 'guard' | 'module' | undefined {
  if (!path.isIdentifier()) return undefined;
  const binding = path.scope.getBinding(path.node.name);
  const node = binding?.path.node;
  const parent = binding?.path.parent;
  if (parent?.type === 'ImportDeclaration' && parent.source.value === module) {
    if (node?.type === 'ImportSpecifier') return isNamed(node.imported, guard) ? 'guard' : undefined;
    return node?.type === 'ImportNamespaceSpecifier' ? 'module' : undefined;
  }
  const call = node?.type === 'VariableDeclarator' && node.init?.type === 'CallExpression' ? node.init : undefined;
  const [source] = call?.arguments ?? [];
  if (node?.type !== 'VariableDeclarator' || source?.type !== 'StringLiteral' || source.value !== module)
    return undefined;
  if (node.id.type === 'Identifier') return 'module';
  const key =
    node.id.type === 'ObjectPattern'
      ? node.id.properties.find((one) => one.type === 'ObjectProperty' && one.value === binding?.identifier)
      : undefined;
  return key && propertyName(key) === guard ? 'guard' : undefined;
}

/** The path of `router.route('/x').get(…)`. */
function pathOfRoute(call: RouteCall): string | undefined {
  const [first] = call.path.node.arguments;
  if (first?.type === 'StringLiteral') return first.value;
  let { callee } = call.path.node;
  while (callee.type === 'MemberExpression' && callee.object.type === 'CallExpression') {
    const [argument] = callee.object.arguments;
    if (memberName(callee.object.callee) === 'route' && argument?.type === 'StringLiteral') return argument.value;
    callee = callee.object.callee;
  }
  return undefined;
}

function describeRoute(call: RouteCall): string {
  const path = pathOfRoute(call);
  if (call.method === 'use') return isForAllPaths(call) || path === undefined ? 'all paths' : `all paths below ${path}`;
  return `${call.method.toUpperCase()} ${path ?? 'a path that is computed'}`;
}

/** The registration that an expression is part of, on its own or in a list of handlers. */
function routeAround(path: NodePath): RouteCall | undefined {
  const list = path.parentPath?.isArrayExpression() ? path.parentPath : path;
  return routeCallOf(list);
}

/** The routes that a guard protects: where it is registered, or where the variable that holds it is. */
function routesOf(use: NodePath): readonly string[] {
  const route = routeAround(use);
  if (route) return [describeRoute(route)];
  const declarator = use.parentPath;
  if (!declarator?.isVariableDeclarator() || declarator.node.id.type !== 'Identifier') return [];
  const binding = declarator.scope.getBinding(declarator.node.id.name);
  return (binding?.referencePaths ?? []).flatMap((path) => {
    const around = routeAround(path);
    return around ? [describeRoute(around)] : [];
  });
}

/** Reports each use of `requireAuth` with its routes: it answers requests that are no page navigations with 401 now. */
export function reportRedirects(file: SourceFile): void {
  const report = (path: NodePath) => {
    const call = path.parentPath;
    const use = path.key === 'callee' && call?.isCallExpression() ? call : path;
    const routes = [...new Set(routesOf(use))];
    const where = routes.length > 0 ? routes.join(', ') : 'routes that are registered elsewhere';
    file.report('redirect-changed', use.node, `${guard}() for ${where}`);
  };
  traverse(file.ast, {
    Identifier(path) {
      if (!path.isReferencedIdentifier()) return;
      const meaning = meaningOf(path);
      if (meaning === 'guard') report(path);
      const member = path.parentPath;
      if (meaning === 'module' && path.key === 'object' && member && memberName(member.node) === guard) report(member);
    },
    ExportNamedDeclaration(path) {
      const { source, specifiers } = path.node;
      if (source?.value !== module) return;
      const named = specifiers.find((one) => one.type === 'ExportSpecifier' && isNamed(one.local, guard));
      if (named) file.report('redirect-changed', named, `${guard}() for routes that are registered elsewhere`);
    },
  });
}
