import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isGenerated } from '../project/find-files.js';

const largestSource = 1_000_000; // bytes; nobody writes more by hand

/** Reads the files of a project, each once. */
export class ProjectReader {
  readonly #texts = new Map<string, string>();

  /** @param folder - of the project, absolute */
  constructor(readonly folder: string) {}

  /** How many files were read. */
  get filesRead(): number {
    return this.#texts.size;
  }

  /** The text of a file. */
  read(path: string): string {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = readFileSync(join(this.folder, path), 'utf8');
    this.#texts.set(path, text);
    return text;
  }

  /** The text of a file that may not exist; it does not count as read. */
  readIfPresent(path: string): string | undefined {
    const file = join(this.folder, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  /** The texts of source files by path, without those that a program wrote. */
  readSources(paths: readonly string[]): ReadonlyMap<string, string> {
    const sources = new Map<string, string>();
    for (const path of paths) {
      if (statSync(join(this.folder, path)).size > largestSource) continue;
      const text = this.read(path);
      if (!isGenerated(text)) sources.set(path, text);
    }
    return sources;
  }
}
