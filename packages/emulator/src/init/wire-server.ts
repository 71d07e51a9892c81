import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './manifest.js';
import { readProjectFile, type ProjectFile } from './project-file.js';
import { importedModules, lineAfter, namesModule, withInsertions, type ImportedModule } from './imported-modules.js';
import { closingOf, hasTags, matches, sourceTokens, type SourceToken } from './source-tokens.js';
import { manual, type Wiring } from './wiring.js';

/** How a server framework is used. */
interface ServerShape {
  readonly module: string;
  readonly adapter: string;
  /** The exports that make an application; `default` is the module itself. */
  readonly makers: readonly string[];
  /** Whether they are classes. */
  readonly isClass: boolean;
  /** What is imported from our package. */
  readonly imported: string;
  /** The statement, without its semicolon. */
  readonly use: (app: string) => string;
}

const shapes: Readonly<Record<string, ServerShape>> = {
  express: {
    module: 'express',
    adapter: '@acme/express',
    makers: ['default'],
    isClass: false,
    imported: 'clerkMiddleware',
    use: (app) => `${app}.use(clerkMiddleware())`,
  },
  fastify: {
    module: 'fastify',
    adapter: '@acme/fastify',
    makers: ['default', 'fastify'],
    isClass: false,
    imported: 'clerkPlugin',
    use: (app) => `${app}.register(clerkPlugin)`,
  },
  hono: {
    module: 'hono',
    adapter: '@acme/hono',
    makers: ['Hono'],
    isClass: true,
    imported: 'clerkMiddleware',
    use: (app) => `${app}.use(clerkMiddleware())`,
  },
};

/** Folders that the file with the server is looked for in. */
const folders = ['.', 'src', 'app', 'server', 'lib', 'api', 'bin'];
const maxFiles = 400;

const isSource = (name: string) =>
  /\.[cm]?[jt]sx?$/.test(name) && !/\.(?:d|test|spec|config|stories)\.[cm]?[jt]sx?$/.test(name);

function sourcesOf(folder: string): readonly ProjectFile[] {
  const paths = folders.flatMap((place) => {
    try {
      return readdirSync(join(folder, place), { withFileTypes: true })
        .filter((entry) => entry.isFile() && isSource(entry.name))
        .map(({ name }) => (place === '.' ? name : `${place}/${name}`));
    } catch {
      return [];
    }
  });
  return paths.slice(0, maxFiles).map((path) => readProjectFile(folder, path));
}

/** A source of the application that names the framework. */
interface Candidate {
  readonly file: ProjectFile;
  readonly text: string;
  readonly tokens: readonly SourceToken[];
}

/** Plans the lines that authenticate each request of a server. */
export function wireServer(folder: string, manifest: Manifest, name: string): readonly Wiring[] {
  const shape = shapes[name];
  if (!shape) return [];
  const mentions = sourcesOf(folder).flatMap((file) => {
    const { text } = file;
    return text !== undefined && [shape.module, shape.adapter].some((module) => text.includes(module))
      ? [{ file, text }]
      : [];
  });
  const candidates = mentions.flatMap(({ file, text }): readonly Candidate[] => {
    const tokens = sourceTokens(text, hasTags(file.path));
    return tokens ? [{ file, text, tokens }] : [];
  });
  if (candidates.some(({ tokens }) => namesModule(tokens, shape.adapter))) return [];
  const makers = candidates.filter(({ tokens }) => countMade(tokens, shape) > 0);
  const started = [manifest.main ?? '', ...Object.values(manifest.scripts)].join(' ');
  const named = makers.filter(({ file }) => isNamedIn(started, file.path));
  const [only, second] = named.length > 0 ? named : makers;
  if (only && !second) {
    const text = withUse(only, shape);
    if (text !== undefined && only.file.problem === undefined) return [{ kind: 'edit', path: only.file.path, text }];
  }
  const where = only && !second ? only.file.path : `the file with your ${shape.module} server`;
  const isModule = only ? /^\s*import\b/m.test(only.text) : manifest.type === 'module';
  return [manual(where, `${importLine(shape, isModule, "'")};`, `${shape.use('app')}; // before your routes`)];
}

function isNamedIn(text: string, path: string): boolean {
  const plain = path.replace(/\.[^.]+$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:^|[\\s/"'=])${plain}(?:\\.\\w+)?(?=$|[\\s"':;,&|)])`).test(text);
}

/** The names that make applications in a source. */
function makersIn(
  modules: readonly ImportedModule[],
  { module, makers }: ServerShape,
): readonly [string, ImportedModule][] {
  return modules
    .filter((one) => one.module.value.slice(1, -1) === module)
    .flatMap((one) => [
      ...(makers.includes('default') && one.whole !== undefined ? [[one.whole, one] as [string, ImportedModule]] : []),
      ...one.named
        .filter(([exported]) => makers.includes(exported))
        .map(([, local]): [string, ImportedModule] => [local, one]),
    ]);
}

/** How often a source makes an application, anywhere. */
function countMade(tokens: readonly SourceToken[], shape: ServerShape): number {
  const names = new Set(makersIn(importedModules(tokens), shape).map(([name]) => name));
  const calls = tokens.filter((token, index) => {
    if (token.kind !== 'name' || !names.has(token.value) || tokens[index - 1]?.value === '.') return false;
    return shape.isClass
      ? tokens[index - 1]?.value === 'new'
      : tokens[index + 1]?.value === '(' || tokens[index + 1]?.value === '<';
  });
  return calls.length + directCalls(tokens, shape).length;
}

/** Indexes of `require` in `require('fastify')(…)`. */
function directCalls(tokens: readonly SourceToken[], { module, isClass }: ServerShape): readonly number[] {
  return tokens.flatMap((token, index) => {
    const isCall = token.value === 'require' && matches(tokens, index + 3, ')', '(') && !isClass;
    return isCall && tokens[index + 2]?.value.slice(1, -1) === module ? [index] : [];
  });
}

/** The source with our lines; undefined if it makes no application, several, or one in an unusual form. */
function withUse({ text, tokens }: Candidate, shape: ServerShape): string | undefined {
  if (countMade(tokens, shape) !== 1 || tokens.some(({ value }) => value === shape.imported)) return undefined;
  const [made] = tokens.flatMap((token, index) => madeAt(tokens, index, shape) ?? []);
  if (!made) return undefined;
  const semicolon = tokens[made.last]?.value === ';' ? ';' : '';
  const quote = made.quote;
  const use = lineAfter(text, tokens, made.last, `${shape.use(made.app)}${semicolon}`);
  if (!use) return undefined;
  const line = `${importLine(shape, made.isImport, quote)}${semicolon}`;
  if (made.importedBy === undefined)
    return withInsertions(text, [{ at: made.start, text: `${line}${/\r?\n/.exec(text)?.[0] ?? '\n'}` }, use]);
  const imported = lineAfter(text, tokens, made.importedBy, line);
  return imported && withInsertions(text, [imported, use]);
}

interface Made {
  readonly app: string;
  readonly start: number;
  /** Index of the last token of the statement. */
  readonly last: number;
  /** Index of the last token of the import; undefined if the statement itself requires the framework. */
  readonly importedBy: number | undefined;
  readonly isImport: boolean;
  readonly quote: string;
}

/** The application that a declaration makes: `const app = express();`. */
function madeAt(tokens: readonly SourceToken[], index: number, shape: ServerShape): Made | undefined {
  const declaration = tokens[index];
  if (!declaration || declaration.depth > 0 || !['const', 'let', 'var'].includes(declaration.value)) return undefined;
  const first = tokens[index - 1]?.value === 'export' ? tokens[index - 1] : declaration;
  const app = tokens[index + 1];
  if (!first?.isFirst || app?.kind !== 'name') return undefined;
  const equals = tokens.findIndex((token, at) => at > index && token.depth === 0 && token.value === '=');
  const isPlain = tokens
    .slice(index + 2, equals)
    .every(({ kind, value }) => kind === 'name' || value === ':' || value === '.');
  if (equals < 0 || !isPlain) return undefined;
  const direct = directCalls(tokens, shape).find((at) => at === equals + 1);
  const maker = shape.isClass ? equals + 2 : equals + 1;
  const found = makersIn(importedModules(tokens), shape).find(([name]) => name === tokens[maker]?.value);
  if (direct === undefined && (!found || (shape.isClass && tokens[equals + 1]?.value !== 'new'))) return undefined;
  const open = direct === undefined ? openAfter(tokens, maker) : direct + 4;
  const close = open === undefined ? -1 : closingOf(tokens, open);
  const last = endOfStatement(tokens, close);
  const text = direct === undefined ? found?.[1].module : tokens[direct + 2];
  if (last === undefined || !text) return undefined;
  return {
    app: app.value,
    start: first.start,
    last,
    importedBy: direct === undefined ? found?.[1].last : undefined,
    isImport: direct === undefined && found?.[1].isImport === true,
    quote: text.value.charAt(0),
  };
}

/** The bracket of the call after a name, also after types in `<` and `>`. */
function openAfter(tokens: readonly SourceToken[], maker: number): number | undefined {
  const depth = tokens[maker]?.depth;
  if (tokens[maker + 1]?.value === '(') return maker + 1;
  if (tokens[maker + 1]?.value !== '<') return undefined;
  const open = tokens.findIndex((token, index) => index > maker && token.depth === depth && token.value === '(');
  return open > 0 && /^>+$/.test(tokens[open - 1]?.value ?? '') ? open : undefined;
}

/** The last token of a statement that ends with a bracket; undefined if it goes on. */
function endOfStatement(tokens: readonly SourceToken[], close: number): number | undefined {
  if (close < 0) return undefined;
  const next = tokens[close + 1];
  if (next?.value === ';') return close + 1;
  const goesOn = next && (!next.isFirst || (next.kind === 'other' && !['@', '{', '}'].includes(next.value)));
  return goesOn || ['in', 'instanceof', 'as', 'satisfies'].includes(next?.value ?? '') ? undefined : close;
}

function importLine({ imported, adapter }: ServerShape, isImport: boolean, quote: string): string {
  const module = `${quote}${adapter}${quote}`;
  return isImport ? `import { ${imported} } from ${module}` : `const { ${imported} } = require(${module})`;
}
