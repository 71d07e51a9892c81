import { childOf, wrapped } from '../clients/child-of.js';
import { isHandler, outermostForm } from '../legacy/request-parameter.js';
import { memberName, nameOf, propertyName } from '../source/member-name.js';
import type { NodePath } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import { argumentsOf, elementsOf, membersOf, ownerOfThis, referencesOf, targetOf } from './arguments-of.js';

const requestName = /^_?(?:req|request)$/i;
const responseName = /^_?(?:res|response|reply)$/i;
const requestType = /\b\w*Request\b/;
const thisIndex = -1;

/** A parameter of a function: its index, and how many parameters callers of the function see. */
interface Parameter {
  readonly index: number;
  readonly count: number;
}

/** Which expressions and patterns of a file hold a request. Values are followed through calls, patterns and variables of the file. */
export class RequestValues {
  readonly #file: SourceFile;
  /** Places that are being decided, so that a cycle ends. */
  readonly #open = new Set<string>();
  #members: ReadonlyMap<string, readonly NodePath[]> | undefined;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /** Whether an expression is a request: by its name, by its declared type, by its origin, or as the result of `getRequest()`. */
  isRequest(path: NodePath | undefined): boolean {
    return path !== undefined && this.#once(path, 'value', () => this.#decide(path));
  }

  /** Whether a name or a pattern gets a request: from a declaration, an assignment, a default, a list or an argument. */
  receivesRequest(target: NodePath): boolean {
    const parent = target.parentPath;
    if (this.#isDeclaredRequest(target)) return true;
    if (parent?.isVariableDeclarator()) {
      const loop = parent.parentPath.parentPath;
      if (loop?.isForOfStatement()) return this.#hasRequest(childOf(loop, 'right'));
      return this.isRequest(childOf(parent, 'init'));
    }
    if (parent?.isAssignmentExpression()) return this.isRequest(childOf(parent, 'right'));
    if (parent?.isAssignmentPattern()) return this.isRequest(childOf(parent, 'right')) || this.receivesRequest(parent);
    if (parent?.isArrayPattern()) return this.#receivesList(parent, Number(target.key));
    if (parent?.isObjectProperty()) return requestName.test(propertyName(parent.node) ?? '');
    return target.listKey === 'params' && this.#isRequestParameter(parent, Number(target.key));
  }

  #once(path: NodePath, key: string, decide: () => boolean): boolean {
    const { start, end } = rangeOf(path.node);
    const id = `${start}-${end} ${key}`;
    if (this.#open.has(id)) return false;
    this.#open.add(id);
    const result = decide();
    this.#open.delete(id);
    return result;
  }

  #decide(path: NodePath): boolean {
    const { node } = path;
    const inner = wrapped(path);
    if (inner) {
      const isAsserted = node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion';
      return (isAsserted && requestType.test(this.#file.textOf(node.typeAnnotation))) || this.isRequest(inner);
    }
    if (path.isCallExpression())
      return /^get(?:Http)?Request$/.test(memberName(path.node.callee) ?? nameOf(path.node.callee) ?? '');
    if (path.isLogicalExpression()) return this.isRequest(path.get('left')) || this.isRequest(path.get('right'));
    if (path.isConditionalExpression())
      return this.isRequest(path.get('consequent')) || this.isRequest(path.get('alternate'));
    if (path.isThisExpression()) return this.#isRequestParameter(ownerOfThis(path), thisIndex);
    const name = memberName(node) ?? nameOf(node);
    if (name === undefined) return this.#isElement(path);
    if (requestName.test(name)) return true;
    if (name === 'raw' && this.isRequest(childOf(path, 'object'))) return true; // of Fastify
    const target = targetOf(path);
    return target !== undefined && this.receivesRequest(target);
  }

  #isDeclaredRequest({ node }: NodePath): boolean {
    const type = 'typeAnnotation' in node ? node.typeAnnotation : undefined;
    const decorators = 'decorators' in node && Array.isArray(node.decorators) ? node.decorators : [];
    if (decorators.some((one) => /^@Req(?:uest)?\b/.test(this.#file.textOf(one)))) return true; // of Nest
    return type ? requestType.test(this.#file.textOf(type)) : false;
  }

  /** `args[0]` */
  #isElement(path: NodePath): boolean {
    const property = childOf(path, 'property');
    return property?.isNumericLiteral() === true && this.#isListWith(childOf(path, 'object'), property.node.value);
  }

  #hasRequest(list: NodePath | undefined): boolean {
    return list !== undefined && elementsOf(list).some((one) => this.isRequest(one));
  }

  /** Whether an element of a list is a request. */
  #isListWith(list: NodePath | undefined, index: number): boolean {
    if (!list) return false;
    const inner = wrapped(list);
    if (inner) return this.#isListWith(inner, index);
    if (list.isArrayExpression()) return this.#isArgument(elementsOf(list), index);
    if (list.isIdentifier({ name: 'arguments' })) return this.#isRequestParameter(ownerOfThis(list), index);
    const target = targetOf(list);
    return target !== undefined && this.#once(list, `list ${index}`, () => this.#receivesList(target, index));
  }

  /** Whether a name or a pattern gets a list with a request in it. */
  #receivesList(target: NodePath, index: number): boolean {
    const parent = target.parentPath;
    if (parent?.isVariableDeclarator()) return this.#isListWith(childOf(parent, 'init'), index);
    if (parent?.isAssignmentExpression()) return this.#isListWith(childOf(parent, 'right'), index);
    if (!parent?.isRestElement() || parent.listKey !== 'params') return false;
    return this.#isRequestParameter(parent.parentPath, Number(parent.key) + index);
  }

  #isArgument(given: readonly (NodePath | undefined)[], index: number): boolean {
    const at = given.findIndex((one) => one?.isSpreadElement());
    const spread = given[at];
    if (!spread || index < at) return this.isRequest(given[index]);
    return this.#isListWith(childOf(spread, 'argument'), index - at);
  }

  #isRequestParameter(path: NodePath | null | undefined, index: number): boolean {
    if (!path?.isFunction()) return false;
    const { params } = path.node;
    const next = params[index + 1];
    if (index >= 0 && index <= 1 && next && responseName.test(nameOf(next) ?? '')) return true;
    return this.#isGivenRequest(path, { index, count: params.length });
  }

  /** Whether a function gets a request wherever the value goes that holds it. */
  #isGivenRequest(value: NodePath, parameter: Parameter): boolean {
    return this.#once(value, `function ${parameter.index}`, () =>
      this.#usesOf(value).some((use) => this.#isCalledWithRequest(use, parameter)),
    );
  }

  /** The expressions that give a function: itself, its name, or the member that holds it. */
  #usesOf(path: NodePath): readonly NodePath[] {
    if (path.isFunctionDeclaration()) return referencesOf(path, 'id');
    if (path.isMethod()) return this.#membersNamed(nameOf(path.node.key));
    const outer = outermostForm(path);
    const holder = outer.parentPath;
    if (holder?.isVariableDeclarator()) return referencesOf(holder, 'id');
    if (holder?.isObjectProperty() || holder?.isClassProperty()) return this.#membersNamed(nameOf(holder.node.key));
    if (holder?.isAssignmentExpression())
      return this.#membersNamed(memberName(holder.node.left)).concat(referencesOf(holder, 'left'), outer);
    return [outer];
  }

  #membersNamed(name: string | undefined): readonly NodePath[] {
    this.#members ??= membersOf(this.#file);
    return (name === undefined ? undefined : this.#members.get(name)) ?? [];
  }

  #isCalledWithRequest(use: NodePath, { index, count }: Parameter): boolean {
    const parent = use.parentPath;
    if (isHandler(use) && index === (count === 4 ? 1 : 0)) return true;
    if (use.key === 'callee' && parent) return this.#isArgument(argumentsOf(parent), index);
    const call = parent?.parentPath;
    if (use.key === 'object' && call && parent.key === 'callee') {
      const given = argumentsOf(call);
      const method = memberName(parent.node);
      if (method === 'apply') return index < 0 ? this.isRequest(given[0]) : this.#isListWith(given[1], index);
      if (method === 'call') return this.#isArgument(given, index + 1);
      if (method !== 'bind') return false;
      const bound = Math.max(given.length - 1, 0);
      if (index < bound) return this.#isArgument(given, index + 1);
      return this.#isGivenRequest(call, { index: index - bound, count: count - bound });
    }
    if (use.listKey !== 'arguments' || !parent) return false;
    return (index === 0 && this.#isCallbackOfRequest(parent)) || this.#isGivenRequest(parent, { index, count });
  }

  /** `[req].map(callback)`, `Promise.resolve(req).then(callback)` */
  #isCallbackOfRequest(call: NodePath): boolean {
    const callee = childOf(call, 'callee');
    const object = callee && childOf(callee, 'object');
    if (!object) return false;
    return (
      this.#hasRequest(object) || (object.isCallExpression() && argumentsOf(object).some((one) => this.isRequest(one)))
    );
  }
}
