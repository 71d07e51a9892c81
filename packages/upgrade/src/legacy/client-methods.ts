import type { Node, ObjectPattern } from '@babel/types';
import { childOf } from '../clients/child-of.js';
import { ClientFinder } from '../clients/client-finder.js';
import type { ClientValue } from '../clients/client-value.js';
import { memberName, propertyName } from '../source/member-name.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import type { MiddlewareTranslation } from './middleware-translation.js';
import type { Migration } from './migration.js';
import { TokenMethods, type TokenMethod } from './token-methods.js';

type Client = Extract<ClientValue, { is: 'client' }>;

/** Methods that create a middleware; whether it refuses signed-out requests. */
const middlewareMethods: Readonly<Record<string, boolean | undefined>> = {
  expressWithAuth: false,
  expressWithSession: false,
  expressRequireAuth: true,
  expressRequireSession: true,
};

const settings: ReadonlySet<string> = new Set(['apiKey', 'serverApiUrl', 'apiVersion', 'httpOptions']);
const tokenMethods: ReadonlySet<string> = new Set(['verifyToken', 'decodeToken', 'verifySessionToken']);

function isTokenMethod(name: string | undefined): name is TokenMethod {
  return name !== undefined && tokenMethods.has(name);
}

/** Translates the methods that clients no longer have, wherever the client comes from. */
export class ClientMethods {
  readonly #migration: Migration;
  readonly #middleware: MiddlewareTranslation;
  readonly #finder: ClientFinder;
  readonly #tokens: TokenMethods;
  /** Code that was replaced, with the client in it. */
  readonly #replaced: Node[] = [];

  constructor(migration: Migration, middleware: MiddlewareTranslation) {
    this.#migration = migration;
    this.#middleware = middleware;
    this.#finder = new ClientFinder(migration.surroundings.clientModules ?? {});
    this.#tokens = new TokenMethods(migration);
  }

  /** Translates the whole file. */
  translate(): void {
    const visit = (path: NodePath) => this.#translateMember(path);
    traverse(this.#migration.file.ast, {
      MemberExpression: visit,
      OptionalMemberExpression: visit,
      VariableDeclarator: (path) => this.#translateDeclarator(path),
    });
  }

  /** Whether an expression was removed with the code around it. */
  isReplaced(path: NodePath): boolean {
    const { start, end } = rangeOf(path.node);
    return this.#replaced.some((node) => rangeOf(node).start <= start && end <= rangeOf(node).end);
  }

  #clientOf(path: NodePath | undefined): Client | undefined {
    const value = path && this.#finder.valueOf(path);
    return value?.is === 'client' ? value : undefined;
  }

  #translateMember(path: NodePath): void {
    const name = memberName(path.node);
    if (name === undefined) return;
    const strict = Object.hasOwn(middlewareMethods, name) ? middlewareMethods[name] : undefined;
    const isSetting = settings.has(name) && path.key === 'left';
    if (strict === undefined && !isSetting && !isTokenMethod(name)) return;
    const object = childOf(path, 'object');
    const client = this.#clientOf(object);
    if (!object || !client) return;
    if (isSetting) return this.#migration.file.report('setter-left', path.parent);
    if (isTokenMethod(name)) this.#translateToken(path, name, client);
    else if (strict !== undefined) this.#translateMiddleware(path, object, strict, client);
  }

  #translateToken(path: NodePath, name: TokenMethod, client: Client): void {
    const call = path.key === 'callee' ? path.parentPath : undefined;
    if (call && this.#tokens.translateCall(call, name, client.options)) this.#replaced.push(path.node);
    else if (!call) {
      this.#replaced.push(path.node);
      this.#migration.file.replace(path.node, this.#tokens.expressionText(path, name, client.options));
    }
  }

  #translateMiddleware(path: NodePath, object: NodePath, strict: boolean, client: Client): void {
    const call = path.key === 'callee' ? path.parentPath : undefined;
    const isNamed = object.isIdentifier() || object.isMemberExpression();
    if (!call?.isCallExpression() || (!client.isDefault && !isNamed))
      return this.#migration.file.report('middleware-left', path.node);
    const text = client.isDefault ? this.#migration.defaultClient : this.#migration.file.textOf(object.node);
    if (this.#middleware.translate({ path: call, strict, client: text })) this.#replaced.push(path.node);
    else this.#migration.file.report('middleware-left', call.node);
  }

  /** `const { verifyToken, users } = clerkClient` */
  #translateDeclarator(path: NodePath): void {
    if (!path.isVariableDeclarator()) return;
    const { id, init } = path.node;
    if (id.type !== 'ObjectPattern' || !init || !id.properties.some((one) => isTokenMethod(propertyName(one)))) return;
    const client = this.#clientOf(childOf(path, 'init'));
    if (client) this.#replacePattern(path, id, init, client);
  }

  #replacePattern(path: NodePath, pattern: ObjectPattern, init: Node, client: Client): void {
    const { file } = this.#migration;
    const drop = new Set<Node>();
    const declarators = pattern.properties.flatMap((property) => {
      const name = propertyName(property);
      const isPlain = property.type === 'ObjectProperty' && property.value.type === 'Identifier';
      if (!isPlain || !isTokenMethod(name)) return [];
      drop.add(property);
      return [`${file.textOf(property.value)} = ${this.#tokens.functionText(property, name, client.options)}`];
    });
    if (drop.size === 0) return;
    if (drop.size === pattern.properties.length) {
      this.#replaced.push(init);
      return file.replace(path.node, declarators.join(', '));
    }
    file.removeElements(pattern.properties, drop);
    file.edits.appendRight(rangeOf(init).end, `, ${declarators.join(', ')}`);
  }
}
