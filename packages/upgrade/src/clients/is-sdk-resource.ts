import type { Node, TSType } from '@babel/types';
import { loadedModule, memberName, nameOf } from '../source/member-name.js';
import type { NodePath } from '../source/parse-source.js';
import { childOf, wrapped } from './child-of.js';
import type { ClientLookup } from './client-value.js';

const deepest = 12;

/** Methods whose callback gets a value of the object, and whose own result may be anything. */
const mapping = /^(?:map|flatMap|reduce|then)$/;

const resourceTypes = /^(?:User|Organization|ExternalAccount)/;

function importedFrom(at: NodePath, name: string): string {
  const declaration = at.scope.getBinding(name)?.path.parent;
  return declaration?.type === 'ImportDeclaration' ? declaration.source.value : '';
}

function isOfSdk(at: NodePath, name: string): boolean {
  return /^@(?:clerk|acme)\//.test(importedFrom(at, name));
}

/** Types of what the API returns; a request with a type of an SDK has data of the application. */
function isResourceType(at: NodePath, name: string): boolean {
  const specifier = at.scope.getBinding(name)?.path.node;
  const imported = specifier?.type === 'ImportSpecifier' ? nameOf(specifier.imported) : undefined;
  return isOfSdk(at, name) && resourceTypes.test(imported ?? '');
}

/** Whether a type is a resource of an SDK, also in a list or a promise. */
function isSdkType(at: NodePath, type: TSType): boolean {
  if (type.type === 'TSArrayType') return isSdkType(at, type.elementType);
  if (type.type === 'TSParenthesizedType') return isSdkType(at, type.typeAnnotation);
  if (type.type === 'TSUnionType') return type.types.some((one) => isSdkType(at, one));
  if (type.type !== 'TSTypeReference') return false;
  if (type.typeName.type === 'TSQualifiedName') {
    const { left, right } = type.typeName;
    return left.type === 'Identifier' && isOfSdk(at, left.name) && resourceTypes.test(right.name);
  }
  if (type.typeName.type !== 'Identifier') return false;
  const { name } = type.typeName;
  if (isResourceType(at, name)) return true;
  const isTransparent = /^(?:Awaited|Promise|Readonly|Partial|NonNullable|(?:Readonly)?Array)$/.test(name);
  return isTransparent && (type.typeParameters?.params ?? []).some((one) => isSdkType(at, one));
}

function annotationOf(node: Node): TSType | undefined {
  const annotation = 'typeAnnotation' in node ? node.typeAnnotation : undefined;
  return annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : undefined;
}

/**
 * Whether the code shows that a value, such as a user, comes from a client or has a type of an SDK. Metadata is data of the application.
 * @param finder - knows the clients of the file
 */
export function isSdkResource(finder: ClientLookup, path: NodePath, depth = 0): boolean {
  if (depth > deepest) return false;
  const again = (one: NodePath | undefined) => one !== undefined && isSdkResource(finder, one, depth + 1);
  const inner = wrapped(path);
  if (inner) return again(inner);
  if (finder.valueOf(path, 0).is === 'client' || /^@(?:clerk|acme)\//.test(loadedModule(path.node) ?? '')) return true;
  if (path.isMemberExpression() || path.isOptionalMemberExpression())
    return !/metadata$/i.test(memberName(path.node) ?? '') && again(childOf(path, 'object'));
  if (path.isCallExpression() || path.isOptionalCallExpression()) {
    const callee = childOf(path, 'callee');
    return callee !== undefined && !mapping.test(memberName(callee.node) ?? '') && again(callee);
  }
  if (!path.isIdentifier()) return false;
  const { name } = path.node;
  if (isOfSdk(path, name)) return true;
  const binding = path.scope.getBinding(name);
  if (!binding || binding.constantViolations.length > 0) return false;
  const type = annotationOf(binding.identifier);
  if (type) return isSdkType(binding.path, type);
  return again(sourceOf(binding.path, binding.identifier));
}

/** Whether a pattern takes fields of such a value: in a declaration, or as the first parameter of a callback. */
export function isSdkPattern(finder: ClientLookup, pattern: NodePath): boolean {
  const source = sourceOf(pattern.parentPath?.isVariableDeclarator() ? pattern.parentPath : pattern, pattern.node);
  return source !== undefined && isSdkResource(finder, source);
}

/** The expression that gives a variable or a parameter of a callback its value. */
function sourceOf(path: NodePath, identifier: Node): NodePath | undefined {
  if (path.isVariableDeclarator()) {
    const isMetadata = path.node.id.type === 'ObjectPattern' && takesMetadata(path.node.id.properties, identifier);
    const loop = path.parentPath.parentPath;
    if (isMetadata) return undefined;
    return loop?.isForOfStatement() && path.parentPath.key === 'left' ? loop.get('right') : childOf(path, 'init');
  }
  const owner = path.isFunction() ? path : path.parentPath;
  const call = owner?.isFunction() && owner.key === 0 && owner.listKey === 'arguments' ? owner.parentPath : undefined;
  const isFirst = owner?.isFunction() && owner.node.params[0] === identifier;
  const callee = isFirst && call ? childOf(call, 'callee') : undefined;
  return callee && memberName(callee.node) !== 'reduce' ? childOf(callee, 'object') : undefined;
}

function takesMetadata(properties: readonly Node[], identifier: Node): boolean {
  return properties.some(
    (one) => one.type === 'ObjectProperty' && one.value === identifier && /metadata$/i.test(nameOf(one.key) ?? ''),
  );
}
