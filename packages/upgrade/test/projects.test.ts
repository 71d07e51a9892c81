import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeFindings, describeSteps } from '../src/report/describe-findings.js';
import { planProject } from './planned-project.js';

const root = join(import.meta.dirname, 'projects');
const update = process.env.UPDATE_PROJECTS === '1';

/** The files of a folder by path. `.env` files are called `env.txt`, because git ignores them. */
function readFolder(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name).slice(folder.length + 1);
      return [path.replace(/(^|\/)env\.txt$/, '$1.env'), readFileSync(join(parentPath, name), 'utf8')];
    }),
  );
}

function record(folder: string, changed: Readonly<Record<string, string>>, report: string): void {
  rmSync(join(folder, 'output'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(changed)) {
    const file = join(folder, 'output', path.replace(/(^|\/)\.env$/, '$1env.txt'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(join(folder, 'report.txt'), report);
}

/** A folder holds a project in `input`, the files that change in `output`, and the report. */
describe.each(readdirSync(root))('project %s', (name) => {
  const folder = join(root, name);

  it('gives the recorded files and report, and changes nothing the second time', async () => {
    const input = readFolder(join(folder, 'input'));
    const { files, findings } = await planProject(input);
    const changed = Object.fromEntries(Object.entries(files).filter(([path, text]) => input[path] !== text));
    const report = stripVTControlCharacters(describeFindings(findings) + describeSteps(findings));
    // The version of our packages changes with each release.
    const stable = Object.fromEntries(
      Object.entries(changed).map(([path, text]) => [
        path,
        text.replace(/("@acme\/\w+": |"after": )"\^[\d.]+"/g, '$1"^0.0.0"'),
      ]),
    );
    if (update) record(folder, stable, report);
    const output = Object.keys(changed).length > 0 ? readFolder(join(folder, 'output')) : {};
    expect(stable).toEqual(output);
    expect(report).toBe(readFileSync(join(folder, 'report.txt'), 'utf8'));
    expect((await planProject(files)).files).toEqual(files);
  });
});
