import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A piece of JavaScript or TypeScript in the documentation. */
export interface CodeBlock {
  /** Its file, from the root of the repository. */
  readonly page: string;
  /** The line of the fence that opens it, counted from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

/** The languages whose blocks are compiled. A block in another one is no code of ours. */
const languages = ['js', 'mjs', 'javascript', 'ts', 'mts', 'typescript', 'tsx'];

const isWritten = (path: string) => !/^(?:node_modules|api|\.vitepress)$/.test(path);

/** The pages of `docs/`, without those that are made from the code, and every README. */
export function pages(): readonly string[] {
  // Installed packages link to each other: who walks through them reads most of what is on the disk.
  const docs = readdirSync(join(root, 'docs'))
    .filter(isWritten)
    .flatMap((name) => {
      const path = join(root, 'docs', name);
      if (!statSync(path).isDirectory()) return [`docs/${name}`];
      return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((below) => join('docs', name, below));
    })
    .filter((path) => path.endsWith('.md'));
  const readmes = ['packages', 'apps']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}/README.md`))
    .filter((path) => existsSync(join(root, path)));
  return ['README.md', ...docs, ...readmes].sort();
}

const fence = /^(?<indent>[ >]*)(?<ticks>`{3,}|~{3,})\s*(?<language>\w*)/;

/**
 * Reads the blocks of a page, also those in lists and quotations.
 * @throws {Error} for a block that does not end
 */
function blocksOf(page: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = readFileSync(join(root, page), 'utf8').split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const { indent = '', ticks = '', language = '' } = fence.exec(lines[index] ?? '')?.groups ?? {};
    if (!ticks) continue;
    const end = lines.findIndex((line, at) => at > index && line.slice(indent.length).trimEnd() === ticks);
    if (end < 0) throw new Error(`${page}:${String(index + 1)}: the block does not end.`);
    const code = lines.slice(index + 1, end).map((line) => line.slice(indent.length));
    if (languages.includes(language)) blocks.push({ page, line: index + 1, language, code: code.join('\n') });
    index = end;
  }
  return blocks;
}

/** Every block that somebody may copy, page by page, from top to bottom. */
export const codeBlocks: readonly CodeBlock[] = pages().flatMap(blocksOf);
