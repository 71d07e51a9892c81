import pc from 'picocolors';

/** The result of one check. Never contains a key or a whole token. */
export interface Finding {
  /** `wrong`: people cannot sign in, or the wrong ones can. `weak`: it works, and could be better. `unknown`: it could not be checked. */
  readonly level: 'fine' | 'weak' | 'unknown' | 'wrong';
  /** What was found. */
  readonly text: string;
  /** What to do about it. */
  readonly fix?: string | undefined;
}

const marks: Readonly<Record<Finding['level'], string>> = {
  fine: pc.green('ok     '),
  weak: pc.yellow('weak   '),
  unknown: pc.dim('unknown'),
  wrong: pc.red('wrong  '),
};

/** Findings as lines for a terminal. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ level, text, fix }) => `${marks[level]} ${text}\n${fix ? `        ${pc.dim(fix)}\n` : ''}`)
    .join('');
}

/** A shortened secret, which people recognize and nobody can use. */
export function redact(secret: string): string {
  const start = /^(?:[a-z]{2}_(?:live|test)_|[a-z]+_)/.exec(secret)?.[0] ?? '';
  return `${start}${secret.slice(start.length, start.length + 4)}…`;
}
