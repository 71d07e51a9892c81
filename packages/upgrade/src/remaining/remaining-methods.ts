import { childOf } from '../clients/child-of.js';
import { ClientFinder } from '../clients/client-finder.js';
import type { ClientValue } from '../clients/client-value.js';
import { memberName, nameOf, propertyName } from '../source/member-name.js';
import { moduleSpecifiers } from '../source/module-specifiers.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';
import type { RemainingFacts, RemainingUse } from './remaining-use.js';

/** Methods that clients no longer have, and that hardly anything else has. */
const rare: ReadonlySet<string> = new Set([
  'expressWithAuth',
  'expressWithSession',
  'expressRequireAuth',
  'expressRequireSession',
  'verifySessionToken',
]);
const common: ReadonlySet<string> = new Set([
  'verifyToken',
  'decodeToken',
  'withSession',
  'requireSession',
  'withAuth',
  'requireAuth',
]);

/** Methods of sub-APIs that have another name now. */
const ofApis: Readonly<Record<string, string | undefined>> = {
  apiKeys: 'verifySecret',
  m2m: 'verifyToken',
  idPOAuthAccessToken: 'verifyAccessToken',
};

/** The last name in an expression: `clerk` in `this.context.clerk`. */
function lastName(path: NodePath): string {
  const inner = childOf(path, 'expression') ?? childOf(path, 'argument');
  if (inner) return lastName(inner);
  const callee = path.isCallExpression() ? childOf(path, 'callee') : undefined;
  return callee ? lastName(callee) : (memberName(path.node) ?? nameOf(path.node) ?? '');
}

class MethodScan {
  readonly #finder: ClientFinder;
  readonly #importsSdk: boolean;

  constructor(file: SourceFile, facts: RemainingFacts) {
    this.#finder = new ClientFinder(facts.clientModules ?? {});
    const modules = moduleSpecifiers(file.ast).map(({ value }) => value);
    this.#importsSdk = modules.some((name) => /^@(?:clerk|acme)\//.test(name)) || facts.clientModules !== undefined;
  }

  /** Whether an expression is a client: a member whose name the code computes may be any of its methods. */
  isClient(object: NodePath): boolean {
    return this.#finder.valueOf(object).is === 'client';
  }

  /** Whether a method of an expression may be one that a client had. */
  concerns(object: NodePath, method: string): boolean {
    const value: ClientValue = this.#finder.valueOf(object);
    if (value.is === 'client') return true;
    if (value.is === 'foreign' || value.is === 'sdk' || value.is === 'module') return false;
    const name = lastName(object);
    if (rare.has(method)) return true;
    if (!/^(?:verify|decode)Token$/.test(method)) return false;
    return /clerk/i.test(name) || (this.#importsSdk && !/^this\./.test(name) && !/service|jwt|auth|token/i.test(name));
  }
}

function isMethod(name: string): boolean {
  return rare.has(name) || common.has(name);
}

function isOfApi(object: NodePath, method: string): boolean {
  const name = lastName(object);
  return Object.hasOwn(ofApis, name) && ofApis[name] === method;
}

/** Methods that clients no longer have, on what is or may be a client. */
export function remainingMethods(file: SourceFile, facts: RemainingFacts): readonly RemainingUse[] {
  const uses: RemainingUse[] = [];
  const scan = new MethodScan(file, facts);
  const add = (path: NodePath, object: NodePath | undefined, name: string | undefined) => {
    if (!object || name === undefined) return;
    if (isOfApi(object, name)) uses.push({ code: 'api-changed', path, name });
    else if (facts.usesLegacy && isMethod(name) && scan.concerns(object, name))
      uses.push({ code: 'client-method', path, name });
  };
  const decidesRequests = /\bauthenticateRequest\b/.test(file.text);
  const visit = (path: NodePath) => {
    const object = childOf(path, 'object');
    const name = memberName(path.node);
    if (facts.usesLegacy && name === '__unstable_options') uses.push({ code: 'setter-left', path, name });
    // Fields of what `authenticateRequest` gave before 1.0.
    if (facts.usesLegacy && decidesRequests && (name === 'isInterstitial' || name === 'isUnknown'))
      uses.push({ code: 'api-changed', path, name });
    if (name !== undefined || !object) return add(path, object, name);
    if (facts.usesLegacy && scan.isClient(object))
      uses.push({ code: 'client-method', path, name: file.textOf(path.node) });
  };
  const visitAssignment = (path: NodePath) => {
    const left = childOf(path, 'left');
    if (!left?.isObjectPattern()) return;
    for (const property of left.get('properties')) add(property, childOf(path, 'right'), propertyName(property.node));
  };
  traverse(file.ast, {
    MemberExpression: visit,
    OptionalMemberExpression: visit,
    ObjectPattern: (path) => {
      // `({ clerk: { verifyToken } })`
      const owner = path.parentPath.isObjectProperty() ? propertyName(path.parentPath.node) : undefined;
      if (!facts.usesLegacy || !/clerk/i.test(owner ?? '')) return;
      for (const property of path.get('properties')) {
        const name = propertyName(property.node) ?? '';
        if (isMethod(name)) uses.push({ code: 'client-method', path: property, name });
      }
    },
    VariableDeclarator: (path) => {
      const id = path.get('id');
      if (!id.isObjectPattern()) return;
      for (const property of id.get('properties')) add(property, childOf(path, 'init'), propertyName(property.node));
    },
    AssignmentExpression: visitAssignment,
    // `function check({ verifyToken } = clerkClient) {}`
    AssignmentPattern: visitAssignment,
    // `jest.spyOn(clerkClient, 'verifyToken')`, `Reflect.get(clerkClient, 'verifyToken')`
    CallExpression: (path) => {
      const [object, ...others] = path.get('arguments');
      if (!object || !others.some((one) => one.isStringLiteral() && isMethod(one.node.value))) return;
      if (!facts.usesLegacy || !scan.isClient(object)) return;
      for (const one of others)
        if (one.isStringLiteral() && isMethod(one.node.value))
          uses.push({ code: 'client-method', path: one, name: one.node.value });
    },
  });
  return uses;
}
