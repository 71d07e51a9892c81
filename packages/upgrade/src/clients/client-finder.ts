import type { Node } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { loadedModule, memberName, nameOf, propertyName } from '../source/member-name.js';
import {
  anyOf,
  defaultClient,
  foreign,
  isSdk,
  memberOf,
  moduleExport,
  sdkExport,
  unknown,
  type ClientExports,
  type ClientLookup,
  type ClientValue,
} from './client-value.js';
import { argumentsAt } from './arguments-at.js';
import { boundBy, takenName } from './bound-by.js';
import { childOf, wrapped } from './child-of.js';
import { ClassMembers } from './class-members.js';
import { classNamed } from './class-named.js';
import { literalValue } from './literal-value.js';
import { typeValue } from './type-value.js';

const deepest = 12;

/** Finds out which expressions of a file are clients, by following variables, fields, parameters, functions and imports. */
export class ClientFinder implements ClientLookup {
  readonly #modules: Readonly<Record<string, ClientExports>>;
  readonly #classes = new ClassMembers(this);

  /** @param modules - by specifier as this file writes it: modules of the project, and what they export */
  constructor(modules: Readonly<Record<string, ClientExports>>) {
    this.#modules = modules;
  }

  /** What an expression is. */
  valueOf(path: NodePath, depth = 0): ClientValue {
    if (depth > deepest) return unknown;
    const inner = wrapped(path);
    if (inner) return this.valueOf(inner, depth + 1);
    if (path.isIdentifier()) return this.ofName(path, path.node.name, depth + 1);
    if (path.isThisExpression()) return this.#classes.ofThis(path, depth + 1);
    if (path.isMemberExpression() || path.isOptionalMemberExpression()) return this.#ofMember(path, depth + 1);
    if (path.isCallExpression() || path.isOptionalCallExpression() || path.isNewExpression())
      return this.#ofCall(path, depth + 1);
    if (path.isImportExpression()) return this.ofModule(loadedModule(path.node));
    if (path.isLogicalExpression()) return this.#ofChildren(path, ['left', 'right'], depth + 1);
    if (path.isConditionalExpression()) return this.#ofChildren(path, ['consequent', 'alternate'], depth + 1);
    if (path.isFunction()) return this.#ofFunction(path, depth + 1);
    return literalValue(this, path, depth + 1);
  }

  /** The exports of a module, by its specifier. */
  ofModule(specifier: string | undefined): ClientValue {
    if (specifier === undefined) return foreign;
    if (isSdk(specifier)) return /\/instance$/.test(specifier) ? { is: 'factory' } : { is: 'sdk', module: specifier };
    const exports = Object.hasOwn(this.#modules, specifier) ? this.#modules[specifier] : undefined;
    return exports ? { is: 'module', exports } : foreign;
  }

  /** An imported name. */
  ofImport(specifier: string, name: string): ClientValue {
    if (isSdk(specifier)) return sdkExport(name, specifier);
    const module = this.ofModule(specifier);
    return module.is === 'module' ? moduleExport(module.exports, name) : foreign;
  }

  #ofChildren(path: NodePath, keys: readonly string[], depth: number): ClientValue {
    const children = keys.flatMap((key) => childOf(path, key) ?? []);
    return anyOf(children.map((child) => this.valueOf(child, depth)));
  }

  /** A name in a scope: an import, a variable, a parameter or a function. */
  ofName(at: NodePath, name: string, depth: number): ClientValue {
    const binding = at.scope.getBinding(name);
    if (!binding) return unknown;
    const { path } = binding;
    if (path.isImportSpecifier()) return this.ofImport(sourceOf(path), nameOf(path.node.imported) ?? '');
    if (path.isImportDefaultSpecifier()) return this.ofImport(sourceOf(path), 'default');
    if (path.isImportNamespaceSpecifier()) return this.ofImport(sourceOf(path), '*');
    if (path.isTSImportEqualsDeclaration()) {
      const { moduleReference: from } = path.node;
      return from.type === 'TSExternalModuleReference' ? this.ofModule(from.expression.value) : unknown;
    }
    if (path.isVariableDeclarator()) {
      const assigned = binding.constantViolations.flatMap((one) => childOf(one, 'right') ?? []);
      const later = assigned.map((one) => this.valueOf(one, depth));
      return anyOf([this.#ofDeclarator(path, binding.identifier, depth), ...later]);
    }
    if (binding.kind === 'param') return this.#ofParameter(path, binding.identifier, depth);
    return path.isFunction() ? this.valueOf(path, depth) : foreign;
  }

  #ofDeclarator(path: NodePath, identifier: Node, depth: number): ClientValue {
    if (!path.isVariableDeclarator()) return foreign;
    const { id } = path.node;
    const typed = typeValue(this, path, id, depth);
    if (typed) return typed;
    const init = childOf(path, 'init');
    if (!init) return unknown;
    const taken = init.isThisExpression() ? takenName(id, identifier) : undefined;
    if (taken !== undefined) return this.#classes.ofField(init, taken, depth);
    const value = this.valueOf(init, depth);
    return id === identifier ? value : this.#taken(value, id, identifier);
  }

  /** A name that a pattern takes from a value. */
  #taken(value: ClientValue, pattern: Node, identifier: Node): ClientValue {
    if (pattern.type !== 'ObjectPattern') return value.is === 'unknown' ? unknown : foreign;
    const name = takenName(pattern, identifier);
    return name === undefined ? unknown : memberOf(value, name);
  }

  #ofParameter(path: NodePath, identifier: Node, depth: number): ClientValue {
    const owner = path.isFunction() ? path : path.getFunctionParent();
    if (!owner) return unknown;
    const index = owner.node.params.findIndex((one) => one === path.node || boundBy(one) === identifier);
    const parameter = owner.node.params[index] ?? path.node;
    const bound = boundBy(parameter);
    const typed = typeValue(this, owner, bound, depth, bound === identifier ? undefined : takenName(bound, identifier));
    if (typed) return typed;
    const callers = argumentsAt(owner, index).map((one) => this.valueOf(one, depth));
    const given = anyOf([...callers, unknown]);
    return bound === identifier ? given : this.#taken(given, bound, identifier);
  }

  #ofMember(path: NodePath, depth: number): ClientValue {
    const object = childOf(path, 'object');
    const name = memberName(path.node);
    if (!object || name === undefined) return unknown;
    if (object.isThisExpression()) return this.#classes.ofField(object, name, depth);
    const property = this.#literalProperty(object, name);
    if (property) return this.valueOf(property, depth);
    const owner = classNamed(object);
    if (owner) return this.#classes.ofFieldIn(owner, name, depth);
    const type = object.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
    const typed = type && typeValue(this, type.path, boundBy(type.identifier), depth, name);
    return typed ?? memberOf(this.valueOf(object, depth), name);
  }

  /** The value of a property of a constant object literal. */
  #literalProperty(object: NodePath, name: string): NodePath | undefined {
    const binding = object.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
    const init = binding?.path.isVariableDeclarator() ? childOf(binding.path, 'init') : undefined;
    const literal = init && (wrapped(init) ?? init);
    if (!literal?.isObjectExpression()) return undefined;
    const property = literal.get('properties').find((one) => propertyName(one.node) === name);
    return property?.isObjectProperty() ? childOf(property, 'value') : undefined;
  }

  #ofCall(path: NodePath, depth: number): ClientValue {
    if (!path.isCallExpression() && !path.isOptionalCallExpression() && !path.isNewExpression()) return foreign;
    const module = loadedModule(path.node);
    if (module !== undefined) {
      const value = this.ofModule(module);
      const whole = value.is === 'module' && Object.hasOwn(value.exports, '=');
      return whole ? moduleExport(value.exports, 'default') : value;
    }
    const callee = childOf(path, 'callee');
    if (!callee) return unknown;
    const isInstance = memberName(callee.node) === 'getInstance';
    const object = isInstance ? childOf(callee, 'object') : undefined;
    if (object && this.valueOf(object, depth).is === 'factory') return defaultClient;
    const value = this.valueOf(callee, depth);
    if (value.is === 'factory') return { is: 'client', isDefault: false, options: path.node.arguments[0] };
    if (value.is === 'guard') return value;
    if (value.is === 'function') return value.gives;
    return path.isNewExpression() || value.is === 'sdk' ? foreign : unknown;
  }

  #ofFunction(path: NodePath, depth: number): ClientValue {
    if (path.isArrowFunctionExpression() && path.node.body.type !== 'BlockStatement') {
      const body = childOf(path, 'body');
      return body ? { is: 'function', gives: this.valueOf(body, depth) } : foreign;
    }
    const returned: ClientValue[] = [];
    path.traverse({
      Function: (inner) => inner.skip(),
      ReturnStatement: (one) => {
        const argument = childOf(one, 'argument');
        if (argument) returned.push(this.valueOf(argument, depth));
      },
    });
    return { is: 'function', gives: anyOf(returned.length > 0 ? returned : [foreign]) };
  }
}

function sourceOf(path: NodePath): string {
  return path.parent.type === 'ImportDeclaration' ? path.parent.source.value : '';
}
