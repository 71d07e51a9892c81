// Figures depend on the machine; what is held is that every kind of server answers, and that the tables are printed.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('floor.js measures every kind of server for a moment, and prints its tables', async () => {
  const options = ['--seconds=0.1', '--rounds=1', '--tokens=50', '--frameworks=fastify', '--official'];
  const { stdout } = await promisify(execFile)(process.execPath, ['floor.js', ...options], {
    cwd: new URL('..', import.meta.url),
  });
  for (const title of ['tokens seen before', 'tokens never seen'])
    for (const share of [50, 70])
      expect(stdout).toMatch(new RegExp(`fastify, ${title}, .*, ${String(share)} % of the slowest`));
  for (const kind of ['bare', 'by hand', 'ours', 'official'])
    expect(stdout.split(`fastify ${kind} `), `rows of ${kind}`).toHaveLength(5);
});
