import type { Node } from '@babel/types';
import { memberName } from '../source/member-name.js';
import { moduleSpecifiers } from '../source/module-specifiers.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import { honoClerkAuth } from '../source/rename-module.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';

const ours = '@acme/hono';

/** New names of the exports; `ClerkAuthVariables` came with 3.0. */
const renamed: Readonly<Record<string, string>> = {
  clerkMiddleware: 'clerkMiddleware',
  getAuth: 'getAuth',
  ClerkAuthVariables: 'ClerkHonoVariables',
};

/** Options that the middleware had in 1.x and ours does not know. */
const oldOptions: ReadonlySet<string> = new Set(['apiKey', 'frontendApi', 'httpOptions']);

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'StringLiteral' ? node.value : '';
}

/** Whether a condition checks only that there is an auth object. */
function isTested(path: NodePath): boolean {
  const parent = path.parentPath;
  if (parent?.isUnaryExpression({ operator: '!' })) return !parent.parentPath.isLogicalExpression();
  if (parent?.isBinaryExpression()) return /^[!=]==?$/.test(parent.node.operator);
  return (parent?.isIfStatement() || parent?.isConditionalExpression()) === true && path.key === 'test';
}

/** `c.var` */
function isVariables(node: Node | null | undefined): boolean {
  return node !== null && node !== undefined && memberName(node) === 'var';
}

/** Translates one file from the community's middleware for Hono to our package. */
class HonoClerkAuthTranslation {
  readonly #file: SourceFile;
  readonly #major: number;
  #isReplaced = true;

  constructor(file: SourceFile, major: number) {
    this.#file = file;
    this.#major = major;
  }

  translate(): void {
    const specifiers = moduleSpecifiers(this.#file.ast).filter(({ value }) => value === honoClerkAuth);
    for (const { use, path } of specifiers) this.#checkNames(use, path);
    if (this.#isReplaced) {
      for (const { literal, use, path } of specifiers) {
        const { start, end } = rangeOf(literal);
        this.#file.overwrite(start + 1, end - 1, ours);
        if (use === 'mock') this.#file.report('mock-renamed', path.node);
      }
      this.#renameNames(specifiers.map(({ path }) => path));
    }
    if (this.#isReplaced) this.#visit(specifiers.length > 0);
  }

  /** Leaves the import if it has a name that ours does not export. */
  #checkNames(use: string, path: NodePath): void {
    for (const [name, node] of this.#importedNames(path)) {
      if (Object.hasOwn(renamed, name)) continue;
      this.#isReplaced = false;
      this.#file.report('name-left', node, name);
    }
    if (use === 're-export' && path.isExportAllDeclaration()) this.#file.report('tokens-narrowed', path.node);
  }

  #importedNames(path: NodePath): readonly (readonly [name: string, node: Node])[] {
    const { node } = path;
    if (node.type === 'ImportDeclaration')
      return node.specifiers.flatMap((one): readonly (readonly [string, Node])[] => {
        if (one.type === 'ImportNamespaceSpecifier') return [];
        return [[one.type === 'ImportSpecifier' ? nameOf(one.imported) : 'default', one]];
      });
    if (node.type !== 'ExportNamedDeclaration') return [];
    return node.specifiers.flatMap((one) => (one.type === 'ExportSpecifier' ? [[one.local.name, one] as const] : []));
  }

  #renameNames(paths: readonly NodePath[]): void {
    for (const path of paths) {
      const { node } = path;
      if (node.type !== 'ImportDeclaration' && node.type !== 'ExportNamedDeclaration') continue;
      for (const one of node.specifiers) {
        const source =
          one.type === 'ImportSpecifier' ? one.imported : one.type === 'ExportSpecifier' ? one.local : undefined;
        const to = source && renamed[nameOf(source)];
        if (!source || to === undefined || to === nameOf(source)) continue;
        const local =
          one.type === 'ImportSpecifier' ? one.local.name : one.type === 'ExportSpecifier' ? nameOf(one.exported) : '';
        const keyword = one.type === 'ImportSpecifier' && one.importKind === 'type' ? 'type ' : '';
        this.#file.replace(one, `${keyword}${to} as ${local}`);
      }
    }
  }

  #visit(imports: boolean): void {
    traverse(this.#file.ast, {
      CallExpression: (path) => {
        const { callee } = path.node;
        const first = path.node.arguments[0];
        const isVariable =
          memberName(callee) === 'get' && first?.type === 'StringLiteral' && path.node.arguments.length === 1;
        if (isVariable && first.value === 'clerkAuth') this.#translateVariable(path);
        if (isVariable && first.value === 'clerk') this.#checkClient(path);
        if (imports && this.#isCallOf(path, 'clerkMiddleware')) this.#checkMiddleware(path);
        if (imports && this.#isCallOf(path, 'getAuth')) this.#checkAuth(path);
      },
      MemberExpression: (path) => {
        if (memberName(path.node) === 'clerkAuth' && isVariables(path.node.object)) this.#translateVariable(path);
      },
      VariableDeclarator: ({ node }) => {
        if (node.id.type !== 'ObjectPattern' || !isVariables(node.init) || this.#major >= 3) return;
        const taken = node.id.properties.find(
          (one) => one.type === 'ObjectProperty' && nameOf(one.key) === 'clerkAuth',
        );
        if (taken) this.#file.report('context-variable', taken);
      },
      // `Variables: { clerkAuth: … }`
      TSPropertySignature: ({ node }) => {
        if (this.#major < 3 && nameOf(node.key) === 'clerkAuth') this.#file.report('context-variable', node);
      },
    });
  }

  #isCallOf(path: NodePath, name: string): boolean {
    if (!path.isCallExpression()) return false;
    const { callee } = path.node;
    if (callee.type === 'MemberExpression')
      return memberName(callee) === name && this.#isImported(path, callee.object, '*');
    return this.#isImported(path, callee, name);
  }

  #isImported(path: NodePath, node: Node, name: string): boolean {
    if (node.type !== 'Identifier') return false;
    const binding = path.scope.getBinding(node.name)?.path;
    const declaration = binding?.parent;
    if (declaration?.type === 'ImportDeclaration' && declaration.source.value === honoClerkAuth) {
      const specifier = binding?.node;
      return name === '*'
        ? specifier?.type === 'ImportNamespaceSpecifier'
        : specifier?.type === 'ImportSpecifier' && nameOf(specifier.imported) === name;
    }
    const init = binding?.isVariableDeclarator() ? binding.node.init : undefined;
    const [source] = init?.type === 'CallExpression' ? init.arguments : [];
    return source?.type === 'StringLiteral' && source.value === honoClerkAuth && (name === '*' || node.name === name);
  }

  /** `c.get('clerkAuth')` was the auth object before 3.0, and is a function that returns it since. */
  #translateVariable(path: NodePath): void {
    const parent = path.parentPath;
    const isCalled = path.key === 'callee' || (path.key === 'expression' && parent?.key === 'callee');
    if (isCalled) return;
    if (this.#major >= 3) return;
    this.#file.edits.appendRight(rangeOf(path.node).end, '()');
  }

  #checkClient(path: NodePath): void {
    if (this.#major < 2) this.#file.report('api-changed', path.node);
  }

  #checkMiddleware(path: NodePath): void {
    if (!path.isCallExpression()) return;
    this.#file.report('tokens-narrowed', path.node);
    const [options] = path.node.arguments;
    if (!options) return;
    if (options.type !== 'ObjectExpression') return this.#file.report('options-unseen', options);
    for (const property of options.properties) {
      const name = property.type === 'ObjectProperty' ? nameOf(property.key) : '';
      if (oldOptions.has(name)) this.#file.report('option-removed', property);
    }
  }

  /** Both returned an object to signed-out requests; the type of the old one allowed null, so code may rely on that. */
  #checkAuth(path: NodePath): void {
    if (isTested(path)) return this.#file.report('auth-never-null', path.parent);
    const declarator = path.parentPath;
    if (!declarator?.isVariableDeclarator() || declarator.node.id.type !== 'Identifier') return;
    for (const use of declarator.scope.getBinding(declarator.node.id.name)?.referencePaths ?? []) {
      if (isTested(use)) this.#file.report('auth-never-null', use.parent);
    }
  }
}

/**
 * Translates code of `@hono/clerk-auth`.
 * @param major - its version; undefined if the package does not use it
 */
export function translateHonoClerkAuth(file: SourceFile, major: number | undefined): void {
  if (major === undefined && !file.text.includes(honoClerkAuth)) return;
  new HonoClerkAuthTranslation(file, major ?? 3).translate();
}
