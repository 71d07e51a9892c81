import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { secrets } from './build-app.js';

/**
 * What a middleware with nothing but `NextResponse.next()` takes in the edge runtime, gzipped, in this version of Next.js. It has
 * `@opentelemetry/api` 1.10.0 in it, which Next.js takes instead of its own copy where it is installed.
 */
const empty = { version: '15.5.28', bytes: 34_214 };
const budget = 57_000;

const folder = join(import.meta.dirname, 'next15');
const read = (name: string) => readFileSync(join(folder, name));

it('adds at most 57 kB to a middleware in the edge runtime', () => {
  const { version } = JSON.parse(read('node_modules/next/package.json').toString()) as { readonly version: string };
  // Measure an empty middleware again with another version.
  expect(version).toBe(empty.version);
  const added = gzipSync(read('.next/server/middleware.js'), { level: 9 }).length - empty.bytes;
  expect(added).toBeGreaterThan(0);
  expect(added).toBeLessThanOrEqual(budget);
});

it.each(['app', 'next15'])('puts no secret into what is built of %s', (name) => {
  const built = join(import.meta.dirname, name, '.next');
  const files = readdirSync(built, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  // The code that reads them is there.
  const texts = files.map((file) => readFileSync(file, 'latin1'));
  expect(texts.some((text) => text.includes('CLERK_SECRET_KEY'))).toBe(true);
  for (const secret of Object.values(secrets)) {
    expect(files.filter((_, index) => texts[index]?.includes(secret))).toEqual([]);
  }
});
