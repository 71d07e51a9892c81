// A count is no timing: it is the same on every machine, so a test may hold it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Our files and functions that one call may run through. */
/** @type {Readonly<Record<string, { readonly files: number, readonly functions: number }>>} */
const ceilings = {
  'Express, bearer token never seen, getAuth': { files: 20, functions: 60 },
  'the same token again': { files: 18, functions: 50 },
  'Express, session cookie never seen, getAuth': { files: 28, functions: 85 },
  'clerkClient.users.getUser': { files: 14, functions: 60 },
};

test('the calls that matter most run through few files and functions', async () => {
  // A process of its own: V8 counts only what is compiled after the count begins.
  const { stdout } = await promisify(execFile)(process.execPath, ['code-path.js', '--json'], {
    cwd: new URL('..', import.meta.url),
  });
  /** @type {Readonly<Record<string, import('../code-path.js').CodePath>>} */
  const paths = JSON.parse(stdout);
  expect(Object.keys(paths)).toEqual(Object.keys(ceilings));
  for (const [call, { files, functions }] of Object.entries(paths)) {
    expect(functions.length, `${call}: nothing was counted`).toBeGreaterThan(5);
    expect(files.length, `${call}:\n${files.join('\n')}`).toBeLessThanOrEqual(ceilings[call]?.files ?? 0);
    expect(functions.length, `${call}:\n${functions.join('\n')}`).toBeLessThanOrEqual(ceilings[call]?.functions ?? 0);
  }
});
