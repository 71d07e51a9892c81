// A count is no timing: it is the same on every machine, so a test may hold it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCodePaths } from './code-path.js';

/** Our files and functions that one call may run through. */
/** @type {Readonly<Record<string, { readonly files: number, readonly functions: number }>>} */
const ceilings = {
  'Express, bearer token never seen, getAuth': { files: 20, functions: 60 },
  'the same token again': { files: 18, functions: 50 },
  'Express, session cookie never seen, getAuth': { files: 28, functions: 85 },
  'clerkClient.users.getUser': { files: 14, functions: 60 },
};

test('the calls that matter most run through few files and functions', async () => {
  const paths = await countCodePaths();
  assert.deepEqual(Object.keys(paths), Object.keys(ceilings));
  for (const [call, { files, functions }] of Object.entries(paths)) {
    const ceiling = ceilings[call];
    assert.ok(ceiling);
    assert.ok(functions.length > 5, `${call}: nothing was counted`);
    assert.ok(files.length <= ceiling.files, `${call}: ${String(files.length)} files\n${files.join('\n')}`);
    assert.ok(
      functions.length <= ceiling.functions,
      `${call}: ${String(functions.length)} functions\n${functions.join('\n')}`,
    );
  }
});
