import type { Function as FunctionNode, Identifier, Node, ObjectPattern, ObjectProperty } from '@babel/types';
import { traverse, type NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import type { AuthKind, AuthUses } from './auth-use.js';
import type { Migration } from './migration.js';
import { handlerIndex, isHandler, requestParameter, requestPath, strictTypes } from './request-parameter.js';
import { propertyName } from '../source/member-name.js';

type Field = 'auth' | 'session' | 'sessionClaims';

/** A property of a pattern that reads what the old middleware set on the request. */
interface Taken {
  readonly property: ObjectProperty;
  readonly field: Field;
}

function isField(name: string | undefined): name is Field {
  return name === 'auth' || name === 'session' || name === 'sessionClaims';
}

function takenBy(pattern: ObjectPattern): readonly Taken[] {
  return pattern.properties.flatMap((property) => {
    const field = propertyName(property);
    return property.type === 'ObjectProperty' && isField(field) ? [{ property, field }] : [];
  });
}

/** `const { auth, body } = req` and `({ auth, body }, res) => …`. */
export class DestructuredRequests {
  readonly #migration: Migration;
  readonly #uses: AuthUses;
  readonly #isOurs: (field: Field) => boolean;
  /** The first place that was translated. */
  first: Node | undefined;

  constructor(migration: Migration, uses: AuthUses, isOurs: (field: Field) => boolean) {
    this.#migration = migration;
    this.#uses = uses;
    this.#isOurs = isOurs;
  }

  translate(): void {
    traverse(this.#migration.file.ast, {
      VariableDeclarator: (path) => this.#translateDeclarator(path),
      Function: (path) => this.#translateParameter(path),
    });
  }

  #ours(pattern: ObjectPattern): readonly Taken[] {
    const taken = takenBy(pattern).filter(({ field }) => this.#isOurs(field));
    const [first] = taken;
    if (first) this.first ??= first.property;
    return taken;
  }

  #translateDeclarator(path: NodePath): void {
    if (!path.isVariableDeclarator()) return;
    const { id, init } = path.node;
    const initPath = path.get('init');
    if (id.type !== 'ObjectPattern' || !init || Array.isArray(initPath) || this.#migration.isLeft(path)) return;
    const request = initPath.isExpression() ? requestPath(initPath) : undefined;
    const text = (node: Node) => this.#migration.file.textOf(node);
    if (!request?.isIdentifier() || !requestParameter(request, text)) return;
    const taken = this.#ours(id);
    if (taken.length === 0) return;
    const { file, needs } = this.#migration;
    const auth = `${needs.value('getAuth')}(${request.node.name})`;
    const isStrict = strictTypes.test(text(init));
    const declarators = taken.map((one) => this.#declarator(one, auth, path, isStrict));
    if (taken.length === id.properties.length) return file.replace(path.node, declarators.join(', '));
    file.removeElements(id.properties, new Set(taken.map(({ property }) => property)));
    file.edits.appendRight(rangeOf(init).end, `, ${declarators.join(', ')}`);
  }

  /** `auth = getAuth(req)`, `{ userId } = getAuth(req)`, `{ sessionClaims } = getAuth(req)` */
  #declarator({ property, field }: Taken, auth: string, at: NodePath, isStrict: boolean): string {
    const { file } = this.#migration;
    const { value } = property;
    if (field === 'sessionClaims') return `{ ${file.textOf(property)} } = ${auth}`;
    const kind: AuthKind = field;
    if (value.type === 'Identifier') {
      this.#uses.followVariable({ path: at, kind, base: undefined, isStrict }, value.name, at);
      return `${value.name} = ${auth}`;
    }
    return `${this.#patternText(value, kind)} = ${auth}`;
  }

  /** The text of a nested pattern with its new names. */
  #patternText(value: Node, kind: AuthKind): string {
    const { file } = this.#migration;
    if (value.type !== 'ObjectPattern') return file.textOf(value);
    const to: Readonly<Record<string, string>> = kind === 'auth' ? { claims: 'sessionClaims' } : { id: 'sessionId' };
    const parts = value.properties.map((property) => {
      const name = propertyName(property) ?? '';
      const renamed = Object.hasOwn(to, name) ? to[name] : undefined;
      if (renamed === undefined || property.type !== 'ObjectProperty') return file.textOf(property);
      return `${renamed}: ${file.textOf(property.value)}`;
    });
    return `{ ${parts.join(', ')} }`;
  }

  #translateParameter(path: NodePath<FunctionNode>): void {
    const index = handlerIndex(path);
    const pattern = path.node.params[index];
    if (pattern?.type !== 'ObjectPattern' || !this.#isRequestPattern(path, pattern)) return;
    const taken = this.#migration.isLeft(path) ? [] : this.#ours(pattern);
    if (taken.length === 0) return;
    const { file, needs, surroundings } = this.#migration;
    if (surroundings.framework !== 'express') file.report('handler-shape', path.node);
    if (!this.#isSimple(path, pattern)) return file.report('auth-left', pattern);
    const request = path.scope.hasBinding('req') ? 'clerkRequest' : 'req';
    const auth = `${needs.value('getAuth')}(${request})`;
    const end = pattern.typeAnnotation ? rangeOf(pattern.typeAnnotation).start : rangeOf(pattern).end;
    file.overwrite(rangeOf(pattern).start, end, request);
    for (const property of pattern.properties) {
      if (property.type === 'ObjectProperty') this.#replaceUses(path, property, request, auth);
    }
  }

  #isRequestPattern(path: NodePath<FunctionNode>, pattern: ObjectPattern): boolean {
    const type = pattern.typeAnnotation ? this.#migration.file.textOf(pattern.typeAnnotation) : '';
    return isHandler(path) || /\b\w*Request\b|AuthProp\b|SessionProp\b/.test(type);
  }

  /** Whether every name of the pattern is a plain identifier that is only read, so that its uses can be replaced. */
  #isSimple(path: NodePath<FunctionNode>, pattern: ObjectPattern): boolean {
    return pattern.properties.every((property) => {
      if (property.type !== 'ObjectProperty' || property.computed) return false;
      const names = isField(propertyName(property)) ? namesOf(property.value) : namesOf(property.value)?.slice(0, 1);
      if (!names || (property.value.type !== 'Identifier' && !isField(propertyName(property)))) return false;
      return names.every(({ name }) => path.scope.getBinding(name)?.constant);
    });
  }

  #replaceUses(path: NodePath<FunctionNode>, property: ObjectProperty, request: string, auth: string): void {
    const name = propertyName(property) ?? '';
    const isOurs = isField(name) && this.#isOurs(name);
    if (property.value.type === 'Identifier') {
      const kind = name === 'session' ? 'session' : 'auth';
      const base = isOurs ? auth : `${request}.${name}`;
      for (const use of path.scope.getBinding(property.value.name)?.referencePaths ?? []) {
        if (isOurs && name !== 'sessionClaims') this.#uses.rewrite({ path: use, kind, base, isStrict: false });
        else this.#migration.replaceExpression(use, isOurs ? `${auth}.sessionClaims` : base);
      }
    } else if (property.value.type === 'ObjectPattern') this.#replaceNested(path, property.value, name, auth);
  }

  #replaceNested(path: NodePath<FunctionNode>, pattern: ObjectPattern, field: string, auth: string): void {
    const to: Readonly<Record<string, string>> = field === 'auth' ? { claims: 'sessionClaims' } : { id: 'sessionId' };
    for (const property of pattern.properties) {
      const name = propertyName(property) ?? '';
      if (property.type !== 'ObjectProperty' || property.value.type !== 'Identifier') continue;
      const renamed = (Object.hasOwn(to, name) ? to[name] : undefined) ?? name;
      for (const use of path.scope.getBinding(property.value.name)?.referencePaths ?? []) {
        this.#migration.replaceExpression(use, `${auth}.${renamed}`);
      }
    }
  }
}

/** The identifiers that a pattern binds; undefined if it has defaults or a rest element. */
function namesOf(node: Node): readonly Identifier[] | undefined {
  if (node.type === 'Identifier') return [node];
  if (node.type !== 'ObjectPattern') return undefined;
  const names: Identifier[] = [];
  for (const property of node.properties) {
    if (property.type !== 'ObjectProperty' || property.value.type !== 'Identifier') return undefined;
    names.push(property.value);
  }
  return names;
}
