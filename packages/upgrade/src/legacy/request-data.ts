import type { Function as FunctionNode, Node } from '@babel/types';
import { traverse, type NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import { AuthUses, type AuthKind } from './auth-use.js';
import { AuthVariable } from './auth-variable.js';
import { DestructuredRequests } from './destructured-requests.js';
import type { Migration } from './migration.js';
import { isSessionName } from './role.js';
import { requestPath, requestParameter, strictTypes, type RequestParameter } from './request-parameter.js';
import { memberName } from '../source/member-name.js';

/** `req.auth`, `req.session` or `req.sessionClaims`. */
interface Access {
  readonly path: NodePath;
  readonly field: 'auth' | 'session' | 'sessionClaims';
  readonly request: string;
  readonly owner: RequestParameter;
}

/** Whether the old middleware may have set this field of the request. */
function isOurs(migration: Migration, field: Access['field']): boolean {
  const { surroundings, references } = migration;
  if (surroundings.framework === 'backend') return false;
  if (field === 'auth')
    return surroundings.receivesLegacyRequests && !(surroundings.foreignAuth && references.length === 0);
  const direct = references.some(({ name }) => isSessionName(name));
  if (surroundings.legacyMajor > 2 && !direct) return false;
  return surroundings.receivesLegacyRequests && (field === 'sessionClaims' || !surroundings.foreignSession || direct);
}

function accessOf(migration: Migration, path: NodePath): Access | undefined {
  const field = memberName(path.node);
  if (field !== 'auth' && field !== 'session' && field !== 'sessionClaims') return undefined;
  const object = path.get('object');
  const request = Array.isArray(object) ? undefined : requestPath(object);
  const owner = request && requestParameter(request, (node) => migration.file.textOf(node));
  if (!request?.isIdentifier() || !owner || path.key === 'callee' || migration.isLeft(owner.path)) return undefined;
  // `(req as RequireAuthProp<Request>).auth`
  const type = `${owner.type} ${Array.isArray(object) ? '' : migration.file.textOf(object.node)}`;
  return { path, field, request: request.node.name, owner: { ...owner, type } };
}

function isWritten({ path }: Access): boolean {
  const { parentPath: parent } = path;
  const isTarget = parent?.isAssignmentExpression() || parent?.isForInStatement() || parent?.isForOfStatement();
  return (path.key === 'left' && isTarget === true) || parent?.isUnaryExpression({ operator: 'delete' }) === true;
}

/** Rewrites reads of what the old middleware set on requests. */
export class RequestData {
  readonly #migration: Migration;
  readonly #uses: AuthUses;
  readonly #shapes = new Set<Node>();

  constructor(migration: Migration) {
    this.#migration = migration;
    this.#uses = new AuthUses(migration);
  }

  translate(): void {
    const accesses: Access[] = [];
    const visit = (path: NodePath) => {
      const access = accessOf(this.#migration, path);
      if (access && this.#isTranslatable(access)) accesses.push(access);
    };
    traverse(this.#migration.file.ast, { MemberExpression: visit, OptionalMemberExpression: visit });
    for (const group of this.#byFunction(accesses)) this.#translateGroup(group);
    const destructured = new DestructuredRequests(this.#migration, this.#uses, (field) =>
      isOurs(this.#migration, field),
    );
    destructured.translate();
    const first = accesses[0]?.path.node ?? destructured.first;
    const { needs } = this.#migration;
    const isRegistered = /\bclerk(?:Middleware|Plugin)\b/.test(this.#migration.file.text);
    const registers = isRegistered || needs.has('clerkMiddleware') || needs.has('clerkPlugin');
    if (first && !registers) this.#migration.file.report('middleware-before-routes', first);
  }

  #isTranslatable(access: Access): boolean {
    const ours = isOurs(this.#migration, access.field);
    if (ours && !isWritten(access)) return true;
    if (access.field === 'auth') this.#migration.file.report('auth-left', access.path.node);
    return false;
  }

  #byFunction(accesses: readonly Access[]): readonly (readonly Access[])[] {
    const groups = new Map<Node, Access[]>();
    for (const access of accesses) {
      const node = access.owner.path.node;
      groups.set(node, [...(groups.get(node) ?? []), access]);
    }
    return [...groups.values()];
  }

  #translateGroup(group: readonly Access[]): void {
    const [first] = group;
    if (!first) return;
    const getAuth = this.#migration.needs.value('getAuth');
    this.#checkShape(first.owner.path);
    const variable = new AuthVariable(this.#migration, first.owner.path, `${getAuth}(${first.request})`);
    const direct = group.filter(({ path, owner }) => !owner.isInBlock && variable.covers(path));
    if (direct.length > 1) variable.declareBefore(direct.map(({ path }) => path));
    for (const access of group) {
      const isCovered = direct.length > 1 && direct.includes(access);
      this.#rewrite(access, isCovered ? variable.name : `${getAuth}(${access.request})`);
    }
  }

  #rewrite({ path, field, owner }: Access, auth: string): void {
    const isStrict = strictTypes.test(owner.type) || this.#migration.surroundings.hasStrictRequests;
    if (field !== 'sessionClaims') {
      const kind: AuthKind = field;
      this.#uses.rewrite({ path, kind, base: auth, isStrict });
      return;
    }
    const assert =
      isStrict && this.#migration.file.isTypeScript && !path.parentPath?.isTSNonNullExpression() ? '!' : '';
    this.#migration.file.replace(path.node, `${auth}.sessionClaims${assert}`);
    const parent = path.parentPath;
    const next = parent?.isMemberExpression() || parent?.isOptionalMemberExpression() ? parent.node : undefined;
    if (next && assert && next.optional)
      this.#migration.file.overwrite(rangeOf(path.node).end, rangeOf(next.property).start, '.');
  }

  #checkShape(path: NodePath<FunctionNode>): void {
    const { framework } = this.#migration.surroundings;
    if (framework === 'express' || this.#shapes.has(path.node)) return;
    this.#shapes.add(path.node);
    this.#migration.file.report('handler-shape', path.node);
  }
}
