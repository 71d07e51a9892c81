/** A fenced block of a page. */
export interface Block {
  /** The line of the fence that opens it, counted from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

const fence = /^(?<indent>[ >]*)(?<ticks>`{3,}|~{3,})\s*(?<language>\w*)/;

/**
 * Reads the blocks of a page in Markdown, also those in lists and quotations.
 * @throws {Error} for a block that does not end
 */
export function readBlocks(page: string, text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const { indent = '', ticks = '', language = '' } = fence.exec(lines[index] ?? '')?.groups ?? {};
    if (!ticks) continue;
    const end = lines.findIndex((line, at) => at > index && line.slice(indent.length).trimEnd() === ticks);
    if (end < 0) throw new Error(`${page}:${String(index + 1)}: the block does not end.`);
    const code = lines.slice(index + 1, end).map((line) => line.slice(indent.length));
    blocks.push({ line: index + 1, language, code: code.join('\n') });
    index = end;
  }
  return blocks;
}
