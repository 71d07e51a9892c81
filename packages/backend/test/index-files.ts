import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { ResourceReader } from '../src/rest/resource.js';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const notice = '// Written by `pnpm index:generate` from the files of the folders; do not edit.';

interface SourceFile {
  /** Path within `src`, without extension. */
  readonly path: string;
  readonly statements: readonly ts.Statement[];
}

function filesOf(folder: string): readonly SourceFile[] {
  return readdirSync(source + folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => {
      const text = readFileSync(`${source}${folder}/${name}`, 'utf8');
      const { statements } = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
      return { path: `${folder}/${name.replace(/\.ts$/, '')}`, statements };
    });
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

/** The path by which files of `rest` import a file of a folder in it. */
const pathInRest = ({ path }: SourceFile) => `${path.replace(/^rest/, '.')}.js`;

function typesOf({ statements }: SourceFile): readonly string[] {
  return statements
    .filter(isExported)
    .filter(
      (statement) =>
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isClassDeclaration(statement),
    )
    .map(({ name }) => name?.text ?? '')
    .sort((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1));
}

/** Readers of a file whose kind of object an answer may be. A reader without `object` reads parts of others. */
async function readersOf({ path }: SourceFile): Promise<readonly string[]> {
  const module = (await import(`${source}${path}.ts`)) as Readonly<
    Record<string, Partial<ResourceReader<never, unknown>>>
  >;
  return Object.entries(module)
    .filter(([, { object, read }]) => object !== undefined && read !== undefined)
    .map(([name]) => name)
    .sort();
}

/** The group of routes that a file declares. */
function groupOf({ path, statements }: SourceFile): readonly string[] {
  return statements
    .filter((statement) => ts.isVariableStatement(statement))
    .filter(isExported)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .map(({ name }) => `export { ${name.getText()} } from './${path}.js';`);
}

function writeTypes(): string {
  const lines = ['rest/endpoints', 'rest/resources']
    .flatMap(filesOf)
    .map((file) => `export type { ${typesOf(file).join(', ')} } from '${pathInRest(file)}';`);
  return ['/** What the methods of the client take and give. Types only. */', notice, ...lines].join('\n');
}

async function writeReaders(): Promise<string> {
  const files = filesOf('rest/resources').map(async (file) => ({ file, names: await readersOf(file) }));
  const read = (await Promise.all(files)).filter(({ names }) => names.length > 0);
  return [
    notice,
    "import type { ResourceReader } from './resource.js';",
    ...read.map(({ file, names }) => `import { ${names.join(', ')} } from '${pathInRest(file)}';`),
    '\n/** The readers that are chosen by the value of `object` in an answer. */',
    `export const resourceReaders: readonly ResourceReader<never, unknown>[] = [${read.flatMap(({ names }) => names).join(', ')}];`,
  ].join('\n');
}

/** The files of `src` that only list what other files export, by path within `src`. */
export async function writeIndexFiles(): Promise<Readonly<Record<string, string>>> {
  const wire = filesOf('wire').map(({ path }) => `export type * from './${path}.js';`);
  return {
    'wire.ts': ['/** JSON as the service sends it. Types only. */', notice, ...wire].join('\n'),
    'endpoints.ts': [
      '/** Routes of the Backend API, as the client uses them. */',
      notice,
      "export type { EndpointGroup, GroupOptions, Route, Row, RowOptions } from './rest/endpoint-group.js';",
      ...filesOf('rest/endpoints').flatMap(groupOf),
    ].join('\n'),
    'rest/index.ts': writeTypes(),
    'rest/resource-readers.ts': await writeReaders(),
  };
}
