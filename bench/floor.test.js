// Figures depend on the machine; what is held is that every kind of server answers, and that the tables are printed.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

test('floor.js measures every kind of server for a moment, and prints its tables', async () => {
  const options = ['--seconds=0.1', '--rounds=1', '--tokens=50', '--frameworks=fastify', '--official'];
  const { stdout } = await promisify(execFile)(process.execPath, ['floor.js', ...options], {
    cwd: import.meta.dirname,
  });
  for (const title of ['tokens seen before', 'tokens never seen'])
    for (const share of [50, 70])
      assert.match(stdout, new RegExp(`fastify, ${title}, .*, ${String(share)} % of the slowest`));
  for (const kind of ['bare', 'by hand', 'ours', 'official'])
    assert.equal(stdout.split(`fastify ${kind} `).length, 5, `rows of ${kind}`);
});
