import { readFileSync } from 'node:fs';
import { optionTable } from '../../../packages/backend/src/options.js';
import { commandOptions } from '../../../packages/upgrade/src/command-options.js';

const read = (path: string) => readFileSync(new URL(`../../../packages/${path}`, import.meta.url), 'utf8');
const backendSource = read('backend/src/options.ts') + read('backend/src/client-settings.ts');
const emulatorSource = read('emulator/src/controls/emulator-options.ts');

/** The doc comment of an option in a source, on one line, for a cell of a table. */
function meaningOf(name: string, source: string): string {
  const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*?)\\*/\\n {2}readonly ${name}\\?:`).exec(source)?.[1];
  if (!comment) throw new Error(`The option ${name} has no doc comment.`);
  return comment
    .replace(/\s*\n\s*\* ?/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .trim();
}

/** All options of the backend with their environment variables and doc comments, as a Markdown table. */
export function writeOptionTable(): string {
  const rows = Object.entries(optionTable).map(
    ([name, { env }]) => `| \`${name}\` | ${env ? `\`${env}\`` : ''} | ${meaningOf(name, backendSource)} |`,
  );
  return ['| Option | Variable | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** All options of the emulator with their doc comments, as a Markdown table. */
export function writeEmulatorOptionTable(): string {
  const names = Array.from(emulatorSource.matchAll(/^ {2}readonly (\w+)\?:/gm), ([, name = '']) => name);
  const rows = names.map((name) => `| \`${name}\` | ${meaningOf(name, emulatorSource)} |`);
  return ['| Option | Meaning |', '| --- | --- |', ...rows].join('\n');
}

/** The arguments and options of the upgrade command, as a Markdown table. */
export function writeUpgradeOptionTable(): string {
  const rows = commandOptions.map(
    ({ flags, meaning, fallback = '' }) => `| \`${flags.replaceAll('|', '\\|')}\` | ${fallback} | ${meaning} |`,
  );
  return ['| Option | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}
