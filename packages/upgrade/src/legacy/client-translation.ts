import type { NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import type { MiddlewareTranslation } from './middleware-translation.js';
import type { Migration } from './migration.js';
import { prependProperties, propertyName, unwrap } from './translate-options.js';
import { memberName } from './find-references.js';

const middlewareMethods: Readonly<Record<string, boolean | undefined>> = {
  expressWithAuth: false,
  expressWithSession: false,
  expressRequireAuth: true,
  expressRequireSession: true,
};

const settings: ReadonlySet<string> = new Set(['apiKey', 'serverApiUrl', 'apiVersion', 'httpOptions']);

/** An expression that is a client: the default one, or one that the file created. */
export interface ClientUse {
  readonly path: NodePath;
  /** Code of the client; undefined for the default client. */
  readonly text: string | undefined;
}

/** Translates uses of clients other than API calls. */
export class ClientTranslation {
  readonly #migration: Migration;
  readonly #middleware: MiddlewareTranslation;

  constructor(migration: Migration, middleware: MiddlewareTranslation) {
    this.#migration = migration;
    this.#middleware = middleware;
  }

  /**
   * Translates the use of a client unless it is an API call.
   * @returns whether the expression of the client was removed from the code
   */
  translate({ path, text }: ClientUse): boolean {
    const parent = path.parentPath;
    const member = parent && path.key === 'object' ? memberName(parent.node) : undefined;
    if (!parent || member === undefined) {
      this.follow({ path, text });
      return false;
    }
    if (member === 'base') return this.#translateBase(parent);
    if (settings.has(member) && parent.key === 'left') this.#migration.file.report('setter-left', parent.parent);
    const call = parent.key === 'callee' ? parent.parentPath : undefined;
    if (!call?.isCallExpression()) return false;
    const strict = Object.hasOwn(middlewareMethods, member) ? middlewareMethods[member] : undefined;
    if (strict !== undefined) return this.#middleware.translate({ path: call, strict, client: text });
    if (member === 'verifyToken') return this.#translateVerify(call);
    if (member === 'decodeToken') return this.#translateDecode(call);
    return false;
  }

  /** Translates the uses of a variable that holds the client: `const clerk = new Clerk(…)`. */
  follow({ path, text }: ClientUse): void {
    const outer = path.parentPath?.isAwaitExpression() ? path.parentPath : path;
    const declarator = outer.parentPath;
    if (!declarator?.isVariableDeclarator() || outer.key !== 'init') return;
    const { id } = declarator.node;
    if (id.type !== 'Identifier') return;
    const binding = declarator.scope.getBinding(id.name);
    for (const use of binding?.referencePaths ?? []) {
      this.translate({ path: use, text: text === undefined ? undefined : id.name });
    }
  }

  /** `clerk.base.verifySessionToken(token)` */
  #translateBase(base: NodePath): boolean {
    const method = base.parentPath;
    const call = method?.parentPath;
    if (!method || memberName(method.node) !== 'verifySessionToken' || !call?.isCallExpression()) return false;
    return this.#translateVerify(call);
  }

  #translateVerify(call: NodePath): boolean {
    if (!call.isCallExpression()) return false;
    const { file, needs } = this.#migration;
    const [token, options] = call.node.arguments;
    if (!token) return false;
    file.replace(call.node.callee, needs.value('verifyToken'));
    file.report('verify-token', call.node);
    const key = 'secretKey: process.env.CLERK_SECRET_KEY';
    if (!options) {
      file.edits.appendRight(rangeOf(token).end, `, { ${key} }`);
      return true;
    }
    const object = unwrap(options);
    if (object.type !== 'ObjectExpression') return true;
    const hasKey = object.properties.some((property) => /^(?:secretKey|jwtKey)$/.test(propertyName(property) ?? ''));
    if (!hasKey) prependProperties(file, object, key, false);
    return true;
  }

  #translateDecode(call: NodePath): boolean {
    if (!call.isCallExpression()) return false;
    const { file, needs } = this.#migration;
    file.replace(call.node.callee, needs.value('decodeJwt', '/jwt'));
    file.edits.appendLeft(rangeOf(call.node).end, '.payload');
    return true;
  }
}
