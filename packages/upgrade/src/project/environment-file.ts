import { finding, type Finding } from '../source/finding.js';
import { removedVariables, renamedVariables } from '../source/renamed-variables.js';

const assignment = /^([ \t]*(?:#[ \t]*)?(?:export[ \t]+)?)([A-Z][A-Z0-9_]*)([ \t]*=)/;

/** A `.env` file with its new names. Values are neither read nor printed. */
export interface EnvironmentFile {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Renames the variables of a `.env` file. */
export function migrateEnvironmentFile(path: string, text: string): EnvironmentFile {
  const lines = text.split('\n');
  const names = new Set(lines.map((line) => assignment.exec(line)?.[2]).filter((name) => name !== undefined));
  const findings: Finding[] = [];
  const report = (code: Finding['code'], index: number, what: string) =>
    findings.push(finding(code, path, index + 1, what));
  const migrated = lines.map((line, index) => {
    const [, before = '', name = ''] = assignment.exec(line) ?? [];
    if (removedVariables.has(name)) report('variable-gone', index, name);
    const to = renamedVariables.get(name);
    if (!to) return line;
    if (names.has(to)) {
      report('variable-twice', index, `${name}, ${to}`);
      return line;
    }
    if (to === 'CLERK_SECRET_KEY') report('api-key-renamed', index, to);
    if (to === 'CLERK_PUBLISHABLE_KEY') report('frontend-api-renamed', index, to);
    return `${before}${to}${line.slice(before.length + name.length)}`;
  });
  const has = (name: string) => migrated.some((line) => assignment.exec(line)?.[2] === name);
  if (has('CLERK_SECRET_KEY') && !has('CLERK_PUBLISHABLE_KEY')) {
    const line = migrated.findIndex((one) => assignment.exec(one)?.[2] === 'CLERK_SECRET_KEY');
    report('publishable-key-missing', line, 'CLERK_SECRET_KEY');
  }
  return { text: migrated.join('\n'), findings };
}

const mention = /\b(CLERK_API_KEY|CLERK_FRONTEND_API|CLERK_LOGGING)\b/;

/** Reports old names in files that are not edited, such as CI and container configuration. */
export function reportVariables(path: string, text: string): readonly Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const name = mention.exec(line)?.[1];
    if (name === undefined) return [];
    return [finding(removedVariables.has(name) ? 'variable-gone' : 'variable-elsewhere', path, index + 1, name)];
  });
}
