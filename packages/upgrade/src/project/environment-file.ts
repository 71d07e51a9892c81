import { finding, type Finding } from '../source/finding.js';
import { removedVariables, renamedVariables } from '../source/renamed-variables.js';

const assignment = /^([ \t]*(?:#[ \t]*)?(?:export[ \t]+)?)([A-Z][A-Z0-9_]*)([ \t]*=)/;

/** A `.env` file with its new names. Values are neither read nor printed. */
export interface EnvironmentFile {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** The name of the variable that a line of a `.env` file sets. */
export function assignedName(line: string): string | undefined {
  return assignment.exec(line)?.[2];
}

/**
 * Renames the variables of a `.env` file.
 * @param readersOf - the places that still read a variable under its old name, which is then left
 */
export function migrateEnvironmentFile(
  path: string,
  text: string,
  readersOf: (name: string) => readonly string[],
): EnvironmentFile {
  const lines = text.split('\n');
  const names = new Set(lines.map(assignedName).filter((name) => name !== undefined));
  const findings: Finding[] = [];
  const report = (code: Finding['code'], index: number, what: string) =>
    findings.push(finding(code, path, index + 1, what));
  const migrated = lines.map((line, index) => {
    const [, before = '', name = ''] = assignment.exec(line) ?? [];
    const to = renamedVariables.get(name);
    if (!to && !removedVariables.has(name)) return line;
    const readers = readersOf(name);
    if (readers.length > 0) report('variable-still-read', index, `${name}, by ${readers.join(', ')}`);
    else if (!to) report('variable-gone', index, name);
    if (!to || readers.length > 0) return line;
    if (names.has(to)) {
      report('variable-twice', index, `${name}, ${to}`);
      return line;
    }
    if (to === 'CLERK_SECRET_KEY') report('api-key-renamed', index, to);
    if (to === 'CLERK_PUBLISHABLE_KEY') report('frontend-api-renamed', index, to);
    return `${before}${to}${line.slice(before.length + name.length)}`;
  });
  const has = (name: string) => migrated.some((line) => assignedName(line) === name);
  if (has('CLERK_SECRET_KEY') && !has('CLERK_PUBLISHABLE_KEY')) {
    const line = migrated.findIndex((one) => assignedName(one) === 'CLERK_SECRET_KEY');
    report('publishable-key-missing', line, 'CLERK_SECRET_KEY');
  }
  return { text: migrated.join('\n'), findings };
}
