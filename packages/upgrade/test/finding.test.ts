import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingCodes } from '../src/source/finding.js';

const vectors = join(import.meta.dirname, 'vectors');
const recorded = readdirSync(vectors, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.report'))
  .map((path) => readFileSync(join(vectors, path), 'utf8'))
  .join('');
const projectTests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.test\.ts$|report\.txt$/.test(path))
  .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
  .join('');

describe('every kind of finding', () => {
  // The safety net for code that nobody thought of: an example of it would be a defect to mend.
  const codes = findingCodes.filter((code) => code !== 'not-translated');

  it.each(codes)('%s is shown by a fixture or a test of the command', (code) => {
    const isRecorded = new RegExp(`^\\d+ ${code}:`, 'm').test(recorded);
    expect(isRecorded || projectTests.includes(`'${code}'`) || projectTests.includes(`(${code})`)).toBe(true);
  });
});
