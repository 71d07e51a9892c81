import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

/** A request and an answer of the official package, without what is of one run. */
export interface Recording<Answer> {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly answer: Answer;
}

/** Puts the tokens and addresses of this run in the place of the names in braces. */
export type Fill = (text: string) => string;

/** A difference between our answers and the recorded ones. */
export interface Difference {
  /** The row in `docs/differences.md`. */
  readonly row: string;
  /** The names of the recordings that it concerns. */
  readonly recordings: readonly string[];
}

/** Recordings, and how they are compared. */
export interface Replay<Answer, Own extends Difference> {
  readonly recordings: readonly Recording<Answer>[];
  /** All differences that are intended. */
  readonly differences: readonly Own[];
  /** The recorded answer, with what ours has instead. A body that is undefined is not compared. */
  readonly withDifference: (before: Answer, difference: Own) => Answer;
  /** The heading of `docs/differences.md` that has all the rows. Default: any. */
  readonly section?: string;
}

/** A function that replaces each name in braces by its value. */
export function fillWith(values: Readonly<Record<string, string>>): Fill {
  return (text) => text.replace(/\{([\w ]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What `fetch()` takes for the request of a recording: the path, and the rest. */
export function filled({ request }: Recording<unknown>, fill: Fill) {
  const { method, path, headers: given, body } = request;
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fill(value)]));
  return [fill(path), { method, headers, redirect: 'manual', ...(body !== undefined && { body }) }] as const;
}

/**
 * Expects of each recording that ours answers as it was recorded, or with an intended difference.
 * @param start - starts the application; the function it gives sends a recorded request, and describes the answer as recordings do
 */
export function describeReplay<Answer extends { readonly body?: unknown }, Own extends Difference>(
  title: string,
  { recordings, differences, withDifference }: Replay<Answer, Own>,
  start: () => Promise<(recording: Recording<Answer>) => Promise<Answer>>,
): void {
  describe(title, () => {
    let answer: (recording: Recording<Answer>) => Promise<Answer>;
    beforeAll(async () => {
      answer = await start();
    });

    it.each(recordings)('$name', async (recording) => {
      const concerned = differences.filter(({ recordings: names }) => names.includes(recording.name));
      const { body: wanted, ...others } = concerned.reduce(withDifference, recording.answer);
      const { body, ...own } = await answer(recording);
      expect(own).toEqual(others);
      if (typeof wanted === 'object' && wanted !== null) expect(body).toMatchObject(wanted);
      else if (wanted !== undefined) expect(body).toEqual(wanted);
    });
  });
}

const documentation = new URL('../../../docs/differences.md', import.meta.url);

/** The first cells of the tables in `docs/differences.md`. */
function rowsOf(section: string | undefined): readonly (string | undefined)[] {
  const page = readFileSync(documentation, 'utf8');
  const [, ...after] = section === undefined ? ['', page] : page.split(`\n## ${section}\n`);
  const [text = ''] = section === undefined ? after : after.join('').split('\n## ', 1);
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/)[1]?.trim());
}

/** Expects that each intended difference is documented, and concerns recordings that exist. */
export function describeDifferences<Answer, Own extends Difference>(replay: Replay<Answer, Own>): void {
  it('lists only differences that concern recordings, and are in the documentation', () => {
    const names = replay.recordings.map(({ name }) => name);
    const rows = rowsOf(replay.section);
    for (const { row, recordings } of replay.differences) {
      expect(rows).toContain(row);
      for (const name of recordings) expect(names).toContain(name);
    }
  });
}
