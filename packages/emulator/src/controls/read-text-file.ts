import { readFile } from 'node:fs/promises';

/** Encodings by the mark that a file begins with. PowerShell writes UTF-16 when output is sent to a file. */
const marks = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/** The text of a file, without the byte order mark that some editors write. Without a mark it is UTF-8. */
export function decodeText(content: Uint8Array): string {
  const marked = marks.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte));
  return new TextDecoder(marked?.encoding ?? 'utf-8').decode(content);
}

/** Reads a text file in any of these encodings. @throws what the file system says */
export async function readTextFile(path: string): Promise<string> {
  return decodeText(await readFile(path));
}
