import { parseEnv } from 'node:util';
import { developmentSuffixPath } from '../http/request-path.js';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';
import { lineBreakOf, type ProjectFile } from './project-file.js';

type Variables = Readonly<Record<string, string>>;

/** What happens to the file with the variables. */
export interface EnvironmentPlan {
  /** The text of the file afterwards; undefined if it stays as it is. */
  readonly text: string | undefined;
  /** What was kept, for people. Values are never part of it. */
  readonly notes: readonly string[];
  /** The file that has keys of another instance, if one has. Then no variable is written. */
  readonly foreignKeys: string | undefined;
}

const header = '# Acme Emulator: public demo keys, for development only';

/** Names of the variables that select an instance. Half of them from another instance would make a mixture that works with neither. */
const isKey = (name: string) => /(?:PUBLISHABLE|SECRET|JWT)_KEY$/.test(name);

const assignment = (name: string) => new RegExp(`^([ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=)(.*)$`, 'm');

/** The variables of a file. */
function variablesOf({ text = '' }: Pick<ProjectFile, 'text'>): Variables {
  const parsed = parseEnv(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The address of the emulator that a publishable key leads to; undefined for the key of a real instance. */
function emulatorOf(publishableKey: string): string | undefined {
  const address = Buffer.from(publishableKey.replace(/^pk_test_/, ''), 'base64').toString();
  if (!publishableKey.startsWith('pk_test_') || !address.endsWith(`${developmentSuffixPath}$`)) return undefined;
  const url = address.slice(0, -developmentSuffixPath.length - 1);
  return URL.canParse(url) && isLoopbackHostname(new URL(url).hostname) ? url : undefined;
}

/**
 * Plans the variables in the file of an application. Values that are not an emulator's stay.
 * @param target - the file that the variables go to
 * @param others - other files whose variables the framework reads
 * @param environmentAt - the variables for an emulator at an address
 * @param url - the address of the emulator
 */
export function planEnvironment(
  target: ProjectFile,
  others: readonly ProjectFile[],
  environmentAt: (url: string) => Variables,
  url: string,
): EnvironmentPlan {
  const wanted = environmentAt(url);
  const files = [target, ...others];
  const previous = files
    .flatMap((file) => Object.entries(variablesOf(file)))
    .flatMap(([name, value]) => (name.endsWith('PUBLISHABLE_KEY') ? [emulatorOf(value)] : []))
    .find((found) => found !== undefined);
  const before = previous === undefined ? {} : environmentAt(previous);
  const isOwn = (name: string, value: string) => value === '' || value === wanted[name] || value === before[name];

  for (const file of files) {
    const foreign = Object.entries(variablesOf(file)).filter(
      ([name, value]) => name in wanted && isKey(name) && !isOwn(name, value),
    );
    if (foreign.length === 0) continue;
    const names = foreign.map(([name]) => name).join(', ');
    const note = `${file.path} has keys of another instance (${names}). They stay, and no variables of the emulator are written.`;
    return { text: undefined, notes: [note], foreignKeys: file.path };
  }
  const kept = files.flatMap((file) =>
    Object.entries(variablesOf(file))
      .filter(([name, value]) => name in wanted && !isOwn(name, value))
      .map(([name]) => `${file.path} sets ${name} already. The value stays.`),
  );
  const text = withVariables(target, wanted, isOwn);
  return { text: text === target.text ? undefined : text, notes: kept, foreignKeys: undefined };
}

/** The text of a file with the variables; those that have a value of somebody else keep it. */
function withVariables(
  file: ProjectFile,
  wanted: Variables,
  isOwn: (name: string, value: string) => boolean,
): string | undefined {
  const present = variablesOf(file);
  let text = file.text ?? '';
  const lineBreak = lineBreakOf(text);
  const missing: string[] = [];
  for (const [name, value] of Object.entries(wanted)) {
    const now = present[name];
    if (now === undefined) missing.push(`${name}=${value}`);
    else if (now !== value && isOwn(name, now)) text = replaceValue(text, name, now, value);
  }
  if (missing.length === 0) return text;
  const lines = [...(text.includes(header) ? [] : [header]), ...missing];
  const isEnded = text === '' || text.endsWith('\n');
  const gap = text === '' || lines[0] !== header ? '' : lineBreak;
  return `${text}${isEnded ? '' : lineBreak}${gap}${lines.map((line) => `${line}${lineBreak}`).join('')}`;
}

/** Replaces the value of a line, if the line alone has the old value: a text in quotes may have lines that only look like it. */
function replaceValue(text: string, name: string, now: string, value: string): string {
  return text.replace(assignment(name), (line: string, start: string, rest: string) => {
    const end = rest.endsWith('\r') ? '\r' : '';
    return variablesOf({ text: line.trimEnd() })[name] === now ? `${start}${value}${end}` : line;
  });
}
