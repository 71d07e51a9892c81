import { finding, findingCodes } from '../../../packages/upgrade/src/source/finding.js';
import { errorTexts, type ErrorText } from './error-texts.js';
import { writeFrontendApiTable } from './frontend-api-table.js';
import { writeOptionList } from './option-list.js';
import { writeEmulatorOptionTable, writeOptionTable, writeUpgradeOptionTable } from './option-table.js';

const textsByName: Readonly<Record<string, Readonly<Record<string, ErrorText>>>> = errorTexts;

function writeCodes(heading: string, texts: Readonly<Record<string, ErrorText>>): string {
  return Object.entries(texts)
    .map(([code, { meaning, action }]) => `${heading} \`${code}\`\n\n${meaning}\n\n**What to do:** ${action}`)
    .join('\n\n');
}

/** Names of functions, options, keys and variables in a text of the command, which prints no Markdown. */
const codeWords =
  /(?<![`\w])(?:(?:\w+\.)*[A-Z]+_[A-Z_]+(?:=\S+?(?=[,;. ]|$))?|[a-z_]+_…|(?:[\w.]*[a-z][A-Z]\w*|\w+(?=\(\)))(?:\((?:[^()]|\([^()]*\))*\))?(?:\.\w+)*)/g;

function findingTexts(): Readonly<Record<string, ErrorText>> {
  const entries = findingCodes.map((code) => {
    const { why, todo } = finding(code, '', 0, '');
    const [meaning, action] = [why, todo].map((text) => text.replace(codeWords, '`$&`'));
    return [code, { meaning: meaning ?? '', action: action ?? '' }] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The text of a block, by its name: `codes` and error classes, `findings`, `options`, `emulator-options`,
 * `frontend-api`, `upgrade-options`, or `option-list` and whose options they are.
 */
function writeBlock(name: string): string {
  const [kind, ...classes] = name.split(' ');
  if (kind === 'options') return writeOptionTable();
  if (kind === 'emulator-options') return writeEmulatorOptionTable();
  if (kind === 'option-list') return classes.map(writeOptionList).join('\n\n');
  if (kind === 'frontend-api') return writeFrontendApiTable();
  if (kind === 'upgrade-options') return writeUpgradeOptionTable();
  if (kind === 'findings') return writeCodes('####', findingTexts());
  const unknown = classes.filter((errorClass) => !textsByName[errorClass]);
  if (kind !== 'codes' || unknown.length > 0) throw new Error(`There is no block "${name}".`);
  return classes.map((errorClass) => writeCodes('###', textsByName[errorClass] ?? {})).join('\n\n');
}

/** A page with each block between `<!-- generated: name -->` and `<!-- /generated -->` written anew. */
export function fillBlocks(page: string): string {
  return page.replace(
    /(<!-- generated: ([^>]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (_, start: string, name: string, end: string) => `${start}\n${writeBlock(name)}\n\n${end}`,
  );
}

/** The names of the blocks of a page. */
export function blocksOf(page: string): readonly string[] {
  return Array.from(page.matchAll(/<!-- generated: ([^>]+) -->/g), ([, name = '']) => name);
}

/** The error classes that have texts. */
export const documentedClasses: readonly string[] = Object.keys(errorTexts);
