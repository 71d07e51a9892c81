import type { Node, ObjectPattern } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import type { Migration } from './migration.js';
import { isTested, outermostForm } from './request-parameter.js';
import { memberName, propertyName } from '../source/member-name.js';

/** What the old middleware set on a request: `req.auth`, or the session of version 2. */
export type AuthKind = 'auth' | 'session';

const renamed: Readonly<Record<AuthKind, Readonly<Record<string, string>>>> = {
  auth: { claims: 'sessionClaims' },
  session: { id: 'sessionId', userId: 'userId' },
};

const nullable: ReadonlySet<string> = new Set(['userId', 'sessionId', 'sessionClaims']);
const resources: ReadonlySet<string> = new Set(['user', 'session', 'organization']);

/** New name of a field; undefined if it no longer exists. */
function fieldName(kind: AuthKind, name: string): string | undefined {
  const known = renamed[kind];
  if (Object.hasOwn(known, name)) return known[name];
  return kind === 'auth' ? name : undefined;
}

/** An expression that gives the old object, and its replacement. */
export interface AuthUse {
  readonly path: NodePath;
  readonly kind: AuthKind;
  /** Code that gives the auth object; undefined if the expression is a variable that holds it. */
  readonly base: string | undefined;
  /** Whether its type declares that somebody is signed in. */
  readonly isStrict: boolean;
}

/** Range of an expression with the brackets around it. */
function wholeRange(migration: Migration, node: Node): { readonly start: number; readonly end: number } {
  const { start, end } = rangeOf(node);
  const open = node.extra?.parenStart;
  if (typeof open !== 'number') return { start, end };
  return { start: open, end: migration.file.text.indexOf(')', end) + 1 };
}

/** Rewrites uses of the old object. */
export class AuthUses {
  readonly #migration: Migration;

  constructor(migration: Migration) {
    this.#migration = migration;
  }

  /** @returns false if the use has no equivalent and is unchanged */
  rewrite(use: AuthUse): boolean {
    const outer = outermostForm(use.path);
    const parent = outer.parentPath;
    const field = parent && outer.key === 'object' ? memberName(parent.node) : undefined;
    if (parent && field !== undefined) return this.#rewriteField(use, outer, parent, field);
    if (parent?.isVariableDeclarator() && outer.key === 'init')
      return this.#rewriteVariable(use, outer, parent.node.id, parent);
    if (use.kind === 'session') return this.#rewriteWholeSession(use, outer);
    this.#replace(outer, use.base);
    return true;
  }

  #replace(outer: NodePath, base: string | undefined): void {
    if (base === undefined) return;
    const { start, end } = wholeRange(this.#migration, outer.node);
    this.#migration.file.overwrite(start, end, base);
  }

  #rewriteField(use: AuthUse, outer: NodePath, member: NodePath, field: string): boolean {
    const { file } = this.#migration;
    const name = fieldName(use.kind, field);
    if (name === undefined) {
      file.report('session-object', member.node);
      return false;
    }
    if (use.kind === 'auth' && resources.has(field)) file.report('auth-resource', member.node);
    if (use.base !== undefined) this.#replace(outer, use.base);
    const node = member.node;
    if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return false;
    const whole = outermostForm(member);
    const isTest = (field === 'userId' || field === 'sessionId' || field === 'id') && isTested(whole);
    const text = isTest ? 'isAuthenticated' : node.computed ? file.textOf(node.property) : name;
    file.replace(node.property, text);
    if (node.optional) file.overwrite(wholeRange(this.#migration, outer.node).end, rangeOf(node.property).start, '.');
    if (!isTest) this.#assertPresent(use, member, name);
    return true;
  }

  /** Adds `!` where the old type was never null, so that the code still compiles. */
  #assertPresent(use: AuthUse, member: NodePath, name: string): void {
    const isAsserted = member.parentPath?.isTSNonNullExpression() ?? false;
    const isTarget = member.key === 'left' && member.parentPath?.isAssignmentExpression();
    if (!use.isStrict || !nullable.has(name) || isAsserted || isTarget || !this.#migration.file.isTypeScript) return;
    if (member.parentPath?.isOptionalMemberExpression({ optional: true })) return; // `?.` compiles
    this.#migration.file.edits.appendRight(rangeOf(member.node).end, '!');
    this.#migration.file.report('auth-nullable', member.node);
  }

  #rewriteVariable(use: AuthUse, outer: NodePath, id: Node, declarator: NodePath): boolean {
    if (id.type === 'ObjectPattern') {
      if (!this.rewritePattern(id, use)) return false;
    } else if (id.type === 'Identifier') this.followVariable(use, id.name, declarator);
    this.#replace(outer, use.base);
    return true;
  }

  /** Rewrites the uses of a variable that now holds the auth object. */
  followVariable(use: AuthUse, name: string, at: NodePath): void {
    const binding = at.scope.getBinding(name);
    for (const path of binding?.referencePaths ?? []) this.rewrite({ ...use, path, base: undefined });
  }

  /** `{ claims }` becomes `{ sessionClaims: claims }`. */
  rewritePattern(pattern: ObjectPattern, use: Pick<AuthUse, 'kind' | 'isStrict'>): boolean {
    const { file } = this.#migration;
    const names = pattern.properties.map((property) => propertyName(property));
    if (
      use.kind === 'session' &&
      names.some((name) => name === undefined || fieldName('session', name) === undefined)
    ) {
      file.report('session-object', pattern);
      return false;
    }
    pattern.properties.forEach((property) => {
      const name = propertyName(property);
      const to = name === undefined ? undefined : fieldName(use.kind, name);
      if (use.kind === 'auth' && name !== undefined && resources.has(name)) file.report('auth-resource', property);
      if (property.type !== 'ObjectProperty' || to === undefined || to === name) return;
      if (property.shorthand) file.edits.appendLeft(rangeOf(property).start, `${to}: `);
      else file.replace(property.key, to);
    });
    const isNullable = names.some((name) => name !== undefined && nullable.has(fieldName(use.kind, name) ?? ''));
    if (use.isStrict && file.isTypeScript && isNullable) file.report('auth-maybe-null', pattern);
    return true;
  }

  #rewriteWholeSession(use: AuthUse, outer: NodePath): boolean {
    if (!isTested(outer)) {
      this.#migration.file.report('session-object', outer.node);
      return false;
    }
    const base = use.base ?? this.#migration.file.textOf(outer.node);
    this.#replace(outer, `${base}.isAuthenticated`);
    return true;
  }
}
