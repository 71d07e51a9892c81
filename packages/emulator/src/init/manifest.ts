import { applyEdits, modify, parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { EmulatorError } from '../errors/emulator-error.js';
import { lineBreakOf, type ProjectFile } from './project-file.js';

type Texts = Readonly<Record<string, string>>;

/** What `init` reads of a `package.json`. */
export interface Manifest {
  readonly file: ProjectFile;
  readonly text: string;
  /** The names of the packages that the application needs itself. */
  readonly dependencies: ReadonlySet<string>;
  /** The ranges of these packages. */
  readonly ranges: Texts;
  readonly scripts: Texts;
  readonly main: string | undefined;
  readonly packageManager: string | undefined;
  /** `module` if its files with the ending `.js` are modules. */
  readonly type: string | undefined;
  /** Patterns of the folders of a workspace. */
  readonly workspaces: readonly string[];
}

/**
 * Reads the `package.json` of an application.
 * @throws {EmulatorError} `project_unreadable`
 */
export function readManifest(file: ProjectFile): Manifest {
  if (file.bytes === undefined && file.problem === undefined) {
    throw new EmulatorError(
      'project_unreadable',
      'There is no package.json in this folder. Run the command in the folder of the application.',
    );
  }
  if (file.text === undefined || file.problem === 'outside') {
    throw new EmulatorError('project_unreadable', `package.json ${problemText(file)}, so init cannot edit it.`);
  }
  const errors: ParseError[] = [];
  const json: unknown = parse(file.text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error || !isObject(json)) {
    const line = file.text.slice(0, error?.offset ?? 0).split('\n').length;
    const what = error ? `${printParseErrorCode(error.error)} in line ${line}` : 'it is not an object';
    throw new EmulatorError('project_unreadable', `package.json is no valid JSON: ${what}. Correct it first.`);
  }
  const ranges = { ...texts(json['devDependencies']), ...texts(json['dependencies']) };
  return {
    file,
    text: file.text,
    ranges,
    dependencies: new Set(Object.keys(ranges)),
    scripts: texts(json['scripts']),
    main: textOf(json['main']),
    packageManager: textOf(json['packageManager']),
    type: textOf(json['type']),
    workspaces: listOf(isObject(json['workspaces']) ? json['workspaces']['packages'] : json['workspaces']),
  };
}

/** What is wrong with a file, as the end of a sentence. */
export function problemText({ problem }: ProjectFile): string {
  if (problem === 'outside') return 'is a link that leads out of this folder';
  if (problem === 'read-only') return 'is read-only';
  if (problem === 'too-large') return 'is too large';
  return problem === 'no-text' ? 'is no text in UTF-8' : 'cannot be read';
}

/** The text of a `package.json` with one more script. All else keeps its form, comments included. */
export function withScript(text: string, name: string, command: string): string {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: lineBreakOf(text),
  };
  return applyEdits(text, modify(text, ['scripts', name], command, { formattingOptions }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function texts(value: unknown): Texts {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
  );
}
