import { createTwoFilesPatch } from 'diff';
import pc from 'picocolors';
import type { FileChange } from './plan/file-change.js';
import type { UpgradePlan } from './plan/plan-upgrade.js';
import type { Finding } from './source/finding.js';

function colored(line: string): string {
  if (line.startsWith('+++') || line.startsWith('---')) return pc.bold(line);
  if (line.startsWith('+')) return pc.green(line);
  if (line.startsWith('-')) return pc.red(line);
  return line.startsWith('@@') ? pc.cyan(line) : line;
}

const shownName = /^[ \t]*(?:#[ \t]*)?(?:export[ \t]+)?CLERK_[A-Z_]+[ \t]*=/;

/** Keeps only the names of our variables: any other line may be part of a value. */
function withoutValues(text: string): string {
  const show = (line: string) => `${shownName.exec(line)?.[0] ?? ''}…`;
  return text
    .split('\n')
    .map((line) => (line ? show(line) : line))
    .join('\n');
}

/** The change of a file as a diff in the form of git; for files with secrets, names only. */
export function describeChange({ path, before, after, isSecret }: FileChange): string {
  const show = (text: string | undefined) => (isSecret ? withoutValues(text ?? '') : (text ?? ''));
  const patch = createTwoFilesPatch(
    before === undefined ? '/dev/null' : `a/${path}`,
    after === undefined ? '/dev/null' : `b/${path}`,
    show(before),
    show(after),
    undefined,
    undefined,
    {
      context: 2,
    },
  );
  const lines = patch.split('\n').filter((line) => !/^={60,}$/.test(line));
  return lines.map(colored).join('\n');
}

function describeFinding({ file, line, what, why, todo, code }: Finding): string {
  return `${pc.bold(`${file}:${line}`)}  ${what} ${pc.dim(`(${code})`)}\n    ${why}\n    ${pc.cyan('→')} ${todo}\n`;
}

/** The findings as text. */
export function describeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const head = pc.yellow(pc.bold(`${findings.length} place${findings.length === 1 ? '' : 's'} for you to look at`));
  return `\n${head}\n\n${findings.map(describeFinding).join('\n')}`;
}

/** How many files change, in one line. */
export function describeTotals(plan: UpgradePlan, isDryRun: boolean): string {
  const { changes, filesRead } = plan;
  if (changes.length === 0) return `Nothing to change in ${filesRead} files.\n`;
  const verb = isDryRun ? 'would change' : 'changed';
  return `${pc.green(`${changes.length} of ${filesRead} files ${verb}.`)}\n`;
}
