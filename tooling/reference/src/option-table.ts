import { readFileSync } from 'node:fs';
import { optionTable } from '../../../packages/backend/src/options.js';

const read = (path: string) => readFileSync(new URL(`../../../packages/backend/src/${path}`, import.meta.url), 'utf8');
const source = read('options.ts') + read('client-settings.ts');

/** The doc comment of an option, on one line. */
function meaningOf(name: string): string {
  const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*?)\\*/\\n {2}readonly ${name}\\?:`).exec(source)?.[1];
  if (!comment) throw new Error(`The option ${name} has no doc comment.`);
  return comment
    .replace(/\s*\n\s*\* ?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** All options with their environment variables and doc comments, as a Markdown table. */
export function writeOptionTable(): string {
  const rows = Object.entries(optionTable).map(
    ([name, { env }]) => `| \`${name}\` | ${env ? `\`${env}\`` : ''} | ${meaningOf(name).replaceAll('|', '\\|')} |`,
  );
  return ['| Option | Variable | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}
