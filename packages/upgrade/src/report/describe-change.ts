import { createTwoFilesPatch } from 'diff';
import pc from 'picocolors';
import type { FileChange } from '../plan/file-change.js';

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
