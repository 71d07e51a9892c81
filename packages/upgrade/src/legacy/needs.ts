import { rangeOf, type SourceFile } from '../source/source-file.js';
import type { Framework } from '../source/rename-module.js';
import { guardMakerText } from './guard-maker-text.js';
import { guardOf } from './guard-of.js';
import { importText, type NeededName } from './import-text.js';
import { exportsClient, moduleOf } from './module-of.js';
import { declaredNames, presentNames } from './present-names.js';

const guardName = 'requireSignedIn';
const makerName = 'signedInOnly';

/** The names that the new code of a file must import or declare. */
export class Needs {
  readonly #file: SourceFile;
  readonly #scope: '@acme' | '@clerk';
  readonly #names = new Map<string, NeededName>();
  readonly #declared: ReadonlySet<string>;
  readonly #present: ReadonlyMap<string, string>;
  #needsGuard = false;
  #needsMaker = false;
  #ownClient: string | undefined;

  /**
   * @param leaving - local names whose imports are removed, so that they can be used again
   * @param scope - scope of the packages to import from; `@clerk` if a later step renames all imports
   */
  constructor(
    file: SourceFile,
    readonly framework: Framework,
    leaving: ReadonlySet<string>,
    scope: '@acme' | '@clerk' = '@acme',
  ) {
    this.#file = file;
    this.#scope = scope;
    this.#declared = declaredNames(file, leaving);
    this.#present = presentNames(file);
  }

  /** Requires an import of a value from the new packages. @returns its local name */
  value(name: string, entry = ''): string {
    return this.#need(name, this.#module(name, entry), false);
  }

  /** Requires an import of a type from the new packages. @returns its local name */
  type(name: string, entry = ''): string {
    return this.#need(name, this.#module(name, entry), true);
  }

  #module(name: string, entry: string): string {
    return moduleOf(name, this.framework, entry).replace('@acme', this.#scope);
  }

  /** The local name of the default client. Where the package exports none, the file declares one. */
  client(): string {
    if (exportsClient(this.framework)) return this.value('clerkClient');
    this.#ownClient ??= this.#freeName('clerkClient');
    this.value('createClerkClient');
    return this.#ownClient;
  }

  /** The local name of the guard, which is declared once in the file. */
  guard(): string {
    this.#needsGuard = true;
    this.value('getAuth');
    const { type, typeModule } = guardOf(this.framework);
    if (this.#file.isTypeScript) this.#need(type, typeModule, true);
    return this.#freeName(guardName);
  }

  /** The local name of a function that creates one middleware with the guard in it, for code that does not list middleware. */
  guardMaker(): string {
    this.#needsMaker = true;
    this.guard();
    this.value('clerkMiddleware');
    if (this.#file.isTypeScript) this.type('ClerkMiddlewareOptions');
    return this.#freeName(makerName);
  }

  /** The local name of Hono's function that makes one middleware of several. */
  combinator(): string {
    return this.#need('every', 'hono/combine', false);
  }

  /** Whether the new code needs a name. */
  has(name: string): boolean {
    return [...this.#names.values()].some((needed) => needed.name === name);
  }

  #need(name: string, module: string, isType: boolean): string {
    const present =
      this.#present.get(`value ${module} ${name}`) ?? (isType && this.#present.get(`type ${module} ${name}`));
    if (present) return present;
    const key = `${module} ${name}`;
    const known = this.#names.get(key);
    const needed = {
      name,
      local: known?.local ?? this.#freeName(name),
      module,
      isType: isType && (known?.isType ?? true),
    };
    this.#names.set(key, needed);
    return needed.local;
  }

  #freeName(name: string): string {
    return this.#declared.has(name) ? `acme${name[0]?.toUpperCase() ?? ''}${name.slice(1)}` : name;
  }

  /** The import statements, without semicolons at their ends. */
  imports(style: 'import' | 'require'): readonly string[] {
    const groups = new Map<string, NeededName[]>();
    for (const needed of this.#names.values()) {
      const key = `${needed.isType ? 'type' : 'value'} ${needed.module}`;
      groups.set(key, [...(groups.get(key) ?? []), needed]);
    }
    return [...groups.values()]
      .filter((names) => style === 'require' || !this.#extendImport(names))
      .map((names) => importText(this.#file, names, style))
      .sort();
  }

  /** Adds names to an existing import of their module. */
  #extendImport(names: readonly NeededName[]): boolean {
    const [first] = names;
    if (!first || first.isType) return false;
    for (const statement of this.#file.ast.program.body) {
      if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') continue;
      const last = statement.specifiers.at(-1);
      if (statement.source.value !== first.module || last?.type !== 'ImportSpecifier') continue;
      const text = names.map(({ name, local }) => (name === local ? name : `${name} as ${local}`)).sort();
      this.#file.edits.appendRight(rangeOf(last).end, `, ${text.join(', ')}`);
      return true;
    }
    return false;
  }

  /** Whether the file declares a client. */
  get makesClient(): boolean {
    return this.#ownClient !== undefined;
  }

  /**
   * The declarations after the imports: a client, and the guard.
   * @param end - what ends the last statement
   */
  declarations(end: string): readonly string[] {
    const clientEnd = this.#needsGuard ? this.#file.style.semicolon : end;
    const options = '{ secretKey: process.env.CLERK_SECRET_KEY }';
    const client = this.#ownClient
      ? [`const ${this.#ownClient} = ${this.value('createClerkClient')}(${options})${clientEnd}`]
      : [];
    if (!this.#needsGuard) return client;
    if (!this.#needsMaker) return [...client, this.#guardText(end)];
    return [...client, this.#guardText(this.#file.style.semicolon), this.#makerText(end)];
  }

  #makerText(end: string): string {
    return guardMakerText(this.#file, end, {
      name: this.#freeName(makerName),
      guard: this.guard(),
      middleware: this.value('clerkMiddleware'),
      optionsType: this.#file.isTypeScript ? this.type('ClerkMiddlewareOptions') : undefined,
      handlerType: this.#file.isTypeScript ? this.#need('RequestHandler', 'express', true) : undefined,
    });
  }

  #guardText(end: string): string {
    const { semicolon, indent, newline } = this.#file.style;
    const guard = guardOf(this.framework);
    const body = guard.body
      .map((line) => line.replace('GETAUTH', this.value('getAuth')).replace(/'/g, this.#file.style.quote))
      .map((line) => `${indent}${line.replace(/;$/, semicolon)}`);
    const async = guard.isAsync ? 'async ' : '';
    const name = this.#freeName(guardName);
    const type = this.#file.isTypeScript ? this.#need(guard.type, guard.typeModule, true) : '';
    const head = type
      ? `const ${name}: ${type} = ${async}(${guard.parameters}) => {`
      : `${async}function ${name}(${guard.parameters}) {`;
    const comment = '/** Answers 401 to whoever is not signed in. */';
    return [comment, head, ...body, type ? `}${end}` : '}'].join(newline);
  }
}
