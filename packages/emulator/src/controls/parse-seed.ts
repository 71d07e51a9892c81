import { LineCounter, isNode, parseDocument, type Document } from 'yaml';
import { EmulatorError } from '../errors/emulator-error.js';
import { checkSeed } from './check-seed.js';
import type { CheckedSeed, SeedSource } from './seed-source.js';

/**
 * Reads the text of a seed. JSON is read as YAML, which it is a part of: so a key that occurs twice is refused in both.
 * @param name - of the file, for messages
 * @throws {EmulatorError} `seed_invalid`, `seed_unknown_key`, with file, line and place
 */
export function parseSeed(text: string, name: string): CheckedSeed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const format = name.endsWith('.json') ? 'JSON' : 'YAML';
  const invalid = (place: string, reason: string, cause?: unknown) =>
    new EmulatorError('seed_invalid', `${place}: the seed is not valid ${format}: ${reason}`, { cause });
  const [error] = document.errors;
  if (error) {
    const [start] = error.linePos ?? [];
    throw invalid(start ? `${name}:${start.line}:${start.col}` : name, firstLine(error.message), error);
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    // Such as an alias of nothing, or too many aliases.
    throw invalid(name, firstLine(cause instanceof Error ? cause.message : String(cause)), cause);
  }
  const source: SeedSource = { name, lineOf: (path) => lineOf(document, lines, path) };
  return { seed: checkSeed(value ?? {}, source), source };
}

function lineOf(document: Document.Parsed, lines: LineCounter, path: string): number | undefined {
  const keys = Array.from(path.matchAll(/[^.[\]]+/g), ([key]) => (/^\d+$/.test(key) ? Number(key) : key));
  for (let depth = keys.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

/** The parser shows the place in further lines; the message has it already. */
const firstLine = (message: string) => (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '.');
