import type { Node } from '@babel/types';
import { childOf } from '../clients/child-of.js';
import { ClientFinder } from '../clients/client-finder.js';
import type { ClientExports } from '../clients/client-value.js';
import { moduleSpecifiers } from '../source/module-specifiers.js';
import { loadedModule, memberName, propertyName } from '../source/member-name.js';
import { isForAllPaths, routeCallOf, type RouteCall } from '../legacy/route-call.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';

const module = '@clerk/express';
const guard = 'requireAuth';
const elsewhere = 'routes that are registered elsewhere';

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
  const init = binding?.path.isVariableDeclarator() ? childOf(binding.path, 'init') : undefined;
  if (node?.type !== 'VariableDeclarator' || !init) return undefined;
  const isTaken = node.id.type === 'ObjectPattern' && meaningOf(init) === 'module';
  if (loadedModule(init.node) !== module && !isTaken) return undefined;
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

/** Reports each use of `requireAuth` with its routes: it answers requests that are no page navigations with 401 now. */
class RedirectReport {
  readonly #file: SourceFile;
  /** Handlers of routes that are in the report. */
  readonly #known = new Set<Node>();

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /** Reports a use of the guard in the file that imports it. */
  add(path: NodePath): void {
    const call = path.parentPath;
    const use = path.key === 'callee' && call?.isCallExpression() ? call : path;
    const routes = [...new Set(this.#routesOf(use))];
    const where = routes.length > 0 ? routes.join(', ') : elsewhere;
    this.#file.report('redirect-changed', use.node, `${guard}() for ${where}`);
  }

  /** Reports the module where all its names are used at once. */
  addWhole(node: Node): void {
    this.#file.report('redirect-changed', node, `${guard}() of ${module}, for ${elsewhere}`);
  }

  /** Reports a handler of a route that is a guard which another file made. */
  addHandler(handler: NodePath, finder: ClientFinder): void {
    const route = routeAround(handler);
    if (!route || this.#known.has(handler.node) || finder.valueOf(handler).is !== 'guard') return;
    this.#known.add(handler.node);
    this.#file.report('redirect-changed', handler.node, `${guard}() for ${describeRoute(route)}`);
  }

  /** The routes that a guard protects: where it is registered, or where the variable that holds it is. */
  #routesOf(use: NodePath): readonly string[] {
    const declarator = use.parentPath;
    const isHeld = declarator?.isVariableDeclarator() && declarator.node.id.type === 'Identifier';
    const name = isHeld && declarator.node.id.type === 'Identifier' ? declarator.node.id.name : '';
    const places = isHeld ? (declarator.scope.getBinding(name)?.referencePaths ?? []) : [use];
    return places.flatMap((path) => {
      const route = routeAround(path);
      if (!route) return [];
      this.#known.add(path.node);
      return [describeRoute(route)];
    });
  }
}

/** Whether a use of the module names what it takes: a type, or a pattern without a rest. */
function isNamedUse(path: NodePath): boolean {
  const { node } = path;
  const pattern = node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern' ? node.id : undefined;
  return (
    node.type.startsWith('TS') ||
    path.isFlow() ||
    pattern?.properties.every((one) => propertyName(one) !== undefined) === true
  );
}

/** Reports the module where an expression that loads it is used without a variable, or a variable takes the rest of it. */
function reportLoaded(report: RedirectReport, loading: NodePath): void {
  const path = loading.parentPath?.isAwaitExpression() ? loading.parentPath : loading;
  const user = path.parentPath;
  if (!user || user.isExpressionStatement() || loadedModule(loading.node) === undefined) return;
  const isHeld = user.isVariableDeclarator() && user.node.id.type === 'Identifier';
  const name = path.key === 'object' ? memberName(user.node) : undefined;
  if (name === guard) report.add(user);
  else if (!isHeld && !isNamedUse(user) && (name === undefined || name === 'then')) report.addWhole(user.node);
}

/** Reports the uses in a file that imports the official package. */
function reportOwn(file: SourceFile, report: RedirectReport): void {
  traverse(file.ast, {
    Identifier(path) {
      if (!path.isReferencedIdentifier()) return;
      const meaning = meaningOf(path);
      const member = path.parentPath;
      if (meaning === 'guard') report.add(path);
      if (meaning !== 'module' || !member) return;
      const name = path.key === 'object' ? memberName(member.node) : undefined;
      if (name === guard) report.add(member);
      else if (name === undefined && !isNamedUse(member)) report.addWhole(member.node);
    },
    ExportNamedDeclaration(path) {
      const { source, specifiers } = path.node;
      if (source?.value !== module) return;
      const named = specifiers.find((one) => one.type !== 'ExportSpecifier' || isNamed(one.local, guard));
      if (named?.type === 'ExportSpecifier') report.add(path.get('specifiers')[specifiers.indexOf(named)] ?? path);
      else if (named) report.addWhole(path.node);
    },
    ExportAllDeclaration(path) {
      if (path.node.source.value === module) report.addWhole(path.node);
    },
  });
  for (const { value, use, path } of moduleSpecifiers(file.ast))
    if (value === module && use === 'call') reportLoaded(report, path);
}

/**
 * Reports the routes whose answers to signed-out requests change.
 * @param guards - modules of the project that the file imports and that export guards, by specifier
 */
export function reportRedirects(file: SourceFile, guards: Readonly<Record<string, ClientExports>> = {}): void {
  const report = new RedirectReport(file);
  reportOwn(file, report);
  const finder = new ClientFinder(guards);
  const isGuarded = Object.keys(guards).length > 0 || file.text.includes(guard);
  if (!isGuarded) return;
  traverse(file.ast, {
    CallExpression(path) {
      for (const argument of path.get('arguments')) {
        if (!argument.isArrayExpression()) report.addHandler(argument, finder);
        else
          for (const index of argument.node.elements.keys()) {
            const element = childOf(argument, `elements.${index}`);
            if (element) report.addHandler(element, finder);
          }
      }
    },
  });
}
