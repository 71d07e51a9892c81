import type { Node, ObjectExpression } from '@babel/types';
import { childOf } from '../clients/child-of.js';
import { propertyName } from '../source/member-name.js';
import type { NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import { renamedVariables } from '../source/renamed-variables.js';
import type { Migration } from './migration.js';
import { prependProperties, translateOptions, unwrap } from './translate-options.js';

/** Methods of old clients that are functions of the packages now. */
export type TokenMethod = 'verifyToken' | 'decodeToken' | 'verifySessionToken';

/** The settings of a client that the verification of a token needs, and their old names. */
const tokenSettings: readonly (readonly [name: string, old: RegExp])[] = [
  ['secretKey', /^(?:secretKey|apiKey)$/],
  ['jwtKey', /^jwtKey$/],
  ['apiUrl', /^(?:apiUrl|serverApiUrl|serverApiURL)$/],
];

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
    if (token.type === 'SpreadElement' || given?.type === 'SpreadElement') {
      file.replace(call.node.callee, `(${this.functionText(call.node, name, options)})`);
      return true;
    }
    if (name === 'decodeToken') {
      file.replace(call.node.callee, needs.value('decodeJwt', '/jwt'));
      file.edits.appendLeft(rangeOf(call.node).end, '.payload');
      return true;
    }
    file.replace(call.node.callee, needs.value('verifyToken'));
    const settings = () => this.#settings(call.node, options);
    const argument = given && childOf(call, 'arguments.1');
    if (argument && unwrap(argument.node).type === 'ObjectExpression') translateOptions(file, argument);
    if (given) this.#addSettings(given, settings);
    else file.edits.appendRight(rangeOf(token).end, `, { ${settings()} }`);
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
    if (isCallback) return `(${token}) => ${verify}(token, { ${this.#settings(at, options)} })`;
    const type = file.isTypeScript ? `options?: Parameters<typeof ${verify}>[1]` : 'options';
    return `(${token}, ${type}) => ${verify}(token, { ${this.#settings(at, options)}, ...options })`;
  }

  #addSettings(given: Node, settings: () => string): void {
    const { file } = this.#migration;
    const object = unwrap(given);
    if (object.type !== 'ObjectExpression') {
      const { start, end } = rangeOf(given);
      file.edits.appendLeft(start, `{ ${settings()}, ...`);
      return file.edits.appendRight(end, ' }');
    }
    const hasKey = object.properties.some((property) =>
      /^(?:secretKey|apiKey|jwtKey)$/.test(propertyName(property) ?? ''),
    );
    if (!hasKey) prependProperties(file, object, settings(), false);
  }

  /** The settings of the client as far as the code shows them; else the key of the environment, which is reported. */
  #settings(at: Node, options: Node | undefined): string {
    const properties = unwrapObject(options);
    const found = tokenSettings.flatMap(([name, old]) => {
      const property = properties.find((one) => old.test(propertyName(one) ?? ''));
      if (property?.type !== 'ObjectProperty' || !isRepeatable(property.value)) return [];
      const value = this.#migration.file.textOf(property.value);
      return [`${name}: ${value.replace(/\bCLERK_\w+/, (variable) => renamedVariables.get(variable) ?? variable)}`];
    });
    const isComplete = properties.every((one) => isCarriedOver(one, found));
    const hasKey = found.some((setting) => /^(?:secretKey|jwtKey):/.test(setting));
    if (!hasKey || !isComplete) this.#migration.file.report('verify-token', at);
    return (hasKey ? found : [`secretKey: ${environmentKey}`, ...found]).join(', ');
  }
}

function unwrapObject(options: Node | undefined): ObjectExpression['properties'] {
  const object = options && unwrap(options);
  return object?.type === 'ObjectExpression' ? object.properties : [];
}

/** Whether a setting of the client has no effect on the verification of tokens, or is among those of the call. */
function isCarriedOver(property: ObjectExpression['properties'][number], found: readonly string[]): boolean {
  const name = propertyName(property) ?? '';
  const setting = tokenSettings.find(([, old]) => old.test(name))?.[0];
  return setting === undefined ? name !== '' : found.some((text) => text.startsWith(`${setting}:`));
}
