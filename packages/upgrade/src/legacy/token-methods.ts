import type { Node } from '@babel/types';
import { propertyName } from '../source/member-name.js';
import type { NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import { renamedVariables } from '../source/renamed-variables.js';
import type { Migration } from './migration.js';
import { prependProperties, unwrap } from './translate-options.js';

/** Methods of old clients that are functions of the packages now. */
export type TokenMethod = 'verifyToken' | 'decodeToken' | 'verifySessionToken';

const environmentKey = 'process.env.CLERK_SECRET_KEY';

/** Code that can be repeated elsewhere in the file: a literal, a constant, or a variable of the environment. */
function isRepeatable(node: Node): boolean {
  if (node.type === 'StringLiteral') return true;
  const inner = unwrap(node);
  return inner.type === 'MemberExpression' && /^(?:process|import)$/.test(rootOf(inner));
}

function rootOf(node: Node): string {
  if (node.type === 'MemberExpression') return rootOf(node.object);
  if (node.type === 'MetaProperty') return node.meta.name;
  return node.type === 'Identifier' ? node.name : '';
}

/** Replaces `client.verifyToken(token)` and the like by functions, which get the key from their options. */
export class TokenMethods {
  readonly #migration: Migration;

  constructor(migration: Migration) {
    this.#migration = migration;
  }

  /**
   * Translates a call of the method.
   * @param options - the options that the client was created with
   * @returns false if the call has no token and is unchanged
   */
  translateCall(call: NodePath, name: TokenMethod, options: Node | undefined): boolean {
    if (!call.isCallExpression() && !call.isOptionalCallExpression()) return false;
    const [token, given] = call.node.arguments;
    const { file, needs } = this.#migration;
    if (!token) return false;
    if (name === 'decodeToken') {
      file.replace(call.node.callee, needs.value('decodeJwt', '/jwt'));
      file.edits.appendLeft(rangeOf(call.node).end, '.payload');
      return true;
    }
    file.replace(call.node.callee, needs.value('verifyToken'));
    const key = () => `secretKey: ${this.#key(call.node, options)}`;
    if (given) this.#addKey(given, key);
    else file.edits.appendRight(rangeOf(token).end, `, { ${key()} }`);
    return true;
  }

  /** The method as an expression, in place of one. */
  expressionText({ node, parent, key }: NodePath, name: TokenMethod, options: Node | undefined): string {
    const isArgument = key !== 'callee' && /^(?:Optional)?CallExpression$/.test(parent.type);
    const text = this.functionText(node, name, options, isArgument);
    const isAlone =
      isArgument ||
      /^(?:VariableDeclarator|ObjectProperty|ClassProperty|ReturnStatement|ArrayExpression)$/.test(parent.type);
    return isAlone || (parent.type === 'AssignmentExpression' && key === 'right') ? text : `(${text})`;
  }

  /**
   * The method as a function, for code that does not call it at once.
   * @param isCallback - somebody else calls it, perhaps with more arguments
   */
  functionText(at: Node, name: TokenMethod, options: Node | undefined, isCallback = false): string {
    const { file, needs } = this.#migration;
    const token = file.isTypeScript ? 'token: string' : 'token';
    if (name === 'decodeToken') return `(${token}) => ${needs.value('decodeJwt', '/jwt')}(token).payload`;
    const verify = needs.value('verifyToken');
    if (isCallback) return `(${token}) => ${verify}(token, { secretKey: ${this.#key(at, options)} })`;
    const type = file.isTypeScript ? `options?: Parameters<typeof ${verify}>[1]` : 'options';
    return `(${token}, ${type}) => ${verify}(token, { secretKey: ${this.#key(at, options)}, ...options })`;
  }

  #addKey(given: Node, key: () => string): void {
    const { file } = this.#migration;
    const object = unwrap(given);
    if (object.type !== 'ObjectExpression') {
      const { start, end } = rangeOf(given);
      file.edits.appendLeft(start, `{ ${key()}, ...`);
      return file.edits.appendRight(end, ' }');
    }
    const hasKey = object.properties.some((property) => /^(?:secretKey|jwtKey)$/.test(propertyName(property) ?? ''));
    if (!hasKey) prependProperties(file, object, key(), false);
  }

  /** The key of the client if the code shows it; else that of the environment, which is reported. */
  #key(at: Node, options: Node | undefined): string {
    const { file } = this.#migration;
    const object = options && unwrap(options);
    const property =
      object?.type === 'ObjectExpression'
        ? object.properties.find((one) => /^(?:secretKey|apiKey)$/.test(propertyName(one) ?? ''))
        : undefined;
    if (property?.type === 'ObjectProperty' && isRepeatable(property.value)) {
      return file.textOf(property.value).replace(/\bCLERK_\w+/, (name) => renamedVariables.get(name) ?? name);
    }
    file.report('verify-token', at);
    return environmentKey;
  }
}
