import type { Node, TSType } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { nameOf } from '../source/member-name.js';
import { anyOf, foreign, isSdk, ownClient, unknown, type ClientLookup, type ClientValue } from './client-value.js';

const transparent = /^(?:Awaited|Promise|Readonly|Partial|Required|NonNullable)$/;

/**
 * What the declared type of a name says about its value; undefined if it has no type, or `any`.
 * @param member - resolves this member of the value instead
 */
export function typeValue(
  finder: ClientLookup,
  at: NodePath,
  node: Node,
  depth: number,
  member?: string,
): ClientValue | undefined {
  const annotation = 'typeAnnotation' in node ? node.typeAnnotation : undefined;
  if (annotation?.type !== 'TSTypeAnnotation') return undefined;
  return new TypeReading(finder, at).read(annotation.typeAnnotation, member, depth);
}

class TypeReading {
  readonly #finder: ClientLookup;
  readonly #at: NodePath;

  constructor(finder: ClientLookup, at: NodePath) {
    this.#finder = finder;
    this.#at = at;
  }

  read(type: TSType, member: string | undefined, depth: number): ClientValue | undefined {
    if (depth > 12) return unknown;
    switch (type.type) {
      case 'TSAnyKeyword':
      case 'TSUnknownKeyword':
      case 'TSObjectKeyword':
        return undefined;
      case 'TSParenthesizedType':
        return this.read(type.typeAnnotation, member, depth);
      case 'TSUnionType':
      case 'TSIntersectionType':
        return anyOf(type.types.map((one) => this.read(one, member, depth + 1) ?? unknown));
      case 'TSTypeQuery':
        return member === undefined && type.exprName.type === 'Identifier'
          ? this.#finder.ofName(this.#at, type.exprName.name, depth + 1)
          : unknown;
      case 'TSTypeLiteral':
        return this.#member(type.members, member, depth);
      case 'TSImportType':
        return isSdk(type.argument.value) && /^Clerk(?:Client)?$/.test(entityName(type.qualifier))
          ? ownClient
          : foreign;
      case 'TSTypeReference':
        return this.#reference(type, member, depth);
      default:
        return foreign;
    }
  }

  #member(members: readonly Node[], member: string | undefined, depth: number): ClientValue {
    if (member === undefined) return foreign;
    const found = members.find((one) => one.type === 'TSPropertySignature' && nameOf(one.key) === member);
    const annotation = found?.type === 'TSPropertySignature' ? found.typeAnnotation : undefined;
    return (annotation && this.read(annotation.typeAnnotation, undefined, depth + 1)) ?? unknown;
  }

  #reference(type: Extract<TSType, { type: 'TSTypeReference' }>, member: string | undefined, depth: number) {
    const name = entityName(type.typeName);
    const [argument] = type.typeParameters?.params ?? [];
    if (transparent.test(name) && argument) return this.read(argument, member, depth + 1);
    if (name === 'ReturnType' && argument?.type === 'TSTypeQuery' && argument.exprName.type === 'Identifier') {
      const value = this.#finder.ofName(this.#at, argument.exprName.name, depth + 1);
      return value.is === 'function' ? value.gives : value.is === 'factory' ? ownClient : foreign;
    }
    const local = this.#declared(name, member, depth);
    if (local) return local;
    if (member !== undefined) return unknown;
    return this.#isClientType(name) ? ownClient : foreign;
  }

  #isClientType(name: string): boolean {
    const last = name.split('.').at(-1) ?? '';
    const binding = this.#at.scope.getBinding(name.split('.')[0] ?? '');
    const source = binding?.path.parent.type === 'ImportDeclaration' ? binding.path.parent.source.value : undefined;
    const imported = binding?.path.isImportSpecifier() ? nameOf(binding.path.node.imported) : last;
    const isRenamed = source !== undefined && isSdk(source);
    return /^Clerk(?:Client)?$/.test(isRenamed ? (imported ?? '') : last);
  }

  /** An interface or an alias of this file. */
  #declared(name: string, member: string | undefined, depth: number): ClientValue | undefined {
    const program = this.#at.scope.getProgramParent().path;
    for (const statement of program.isProgram() ? program.node.body : []) {
      const node =
        statement.type === 'ExportNamedDeclaration' && statement.declaration ? statement.declaration : statement;
      if (node.type === 'TSInterfaceDeclaration' && node.id.name === name)
        return member === undefined ? foreign : this.#member(node.body.body, member, depth);
      if (node.type === 'TSTypeAliasDeclaration' && node.id.name === name)
        return this.read(node.typeAnnotation, member, depth + 1) ?? unknown;
    }
    return undefined;
  }
}

/** `A.B` as text. */
function entityName(name: Node | null | undefined): string {
  if (name?.type === 'Identifier') return name.name;
  return name?.type === 'TSQualifiedName' ? `${entityName(name.left)}.${name.right.name}` : '';
}
