import { appendFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';

/** What Stryker's changed sources count. */
interface Counts {
  readonly mutantCoverage?: { readonly static: Readonly<Record<string, number>> };
}

// A test file of a second look writes down which changes it runs.
afterAll(() => {
  const { __stryker__: counts } = globalThis as { __stryker__?: Counts };
  const ids = Object.keys(counts?.mutantCoverage?.static ?? {});
  const line = { file: expect.getState().testPath, ms: process.cpuUsage().user / 1000, ids };
  appendFileSync(process.env['MUTATION_COVERAGE'] ?? '', `${JSON.stringify(line)}\n`);
});
