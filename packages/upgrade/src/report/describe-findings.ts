import pc from 'picocolors';
import { risks, type Finding, type FindingCode, type Risk } from '../source/finding.js';

const headings: Readonly<Record<Risk, string>> = {
  incomplete: 'Not migrated',
  access: 'Who gets in',
  failure: 'What fails until you change it',
  behaviour: 'What answers differently',
  cleanup: 'What can be tidied up',
};

const shownPlaces = 5;

function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** The findings of each kind, in the order of the first of them. */
function groups(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const byCode = new Map<FindingCode, [Finding, ...Finding[]]>();
  for (const one of findings) {
    const known = byCode.get(one.code);
    if (known) known.push(one);
    else byCode.set(one.code, [one]);
  }
  return [...byCode.values()];
}

function describeGroup(group: readonly [Finding, ...Finding[]]): string {
  const places = group.map(
    ({ file, line, what, code }) => `  ${pc.bold(`${file}:${line}`)}  ${what} ${pc.dim(`(${code})`)}\n`,
  );
  return `${group[0].why}\n${places.join('')}`;
}

/** All places, those of one kind together under the reason. */
export function describeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const head = pc.yellow(pc.bold(`${countOf(findings.length, 'place')} for you to look at`));
  return `\n${head}\n\n${groups(findings).map(describeGroup).join('\n')}`;
}

function placesOf(group: readonly Finding[]): string {
  const places = [...new Set(group.map(({ file, line }) => `${file}:${line}`))];
  const more = places.length - shownPlaces;
  return [...places.slice(0, shownPlaces), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** What a person must do, the most urgent first: one step for each kind of finding. */
export function describeSteps(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  let step = 0;
  const sections = risks.flatMap((risk) => {
    const steps = groups(findings.filter((one) => one.risk === risk));
    if (steps.length === 0) return [];
    const lines = steps.map((group) => {
      step += 1;
      return `${String(step).padStart(3)}. ${group[0].todo} ${pc.dim(`(${group[0].code})`)}\n     ${pc.dim(placesOf(group))}\n`;
    });
    return [`${pc.bold(headings[risk])}\n${lines.join('')}`];
  });
  return `\n${pc.yellow(pc.bold('What you must do'))}\n\n${sections.join('\n')}`;
}
