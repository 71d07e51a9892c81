import { createEmulator, type Emulator } from '@acme/emulator';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../src/source/finding.js';
import { transpile, typeCheck } from './build-samples.js';
import { drive } from './running-sample.js';
import { samples } from './sample-checks/index.js';
import type { HandEdit } from './sample-checks/sample.js';
import { commitAll, Project, upgrade } from './upgraded-project.js';

function report(project: Project, ...args: readonly string[]): readonly Finding[] {
  const { status, stdout, stderr } = upgrade(project.folder, '--json', ...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return (JSON.parse(stdout) as { readonly findings: readonly Finding[] }).findings;
}

/** Does what the report tells a person to do. */
function editByHand(folder: string, { file, from, to }: HandEdit): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

const runs = samples.flatMap((sample) => {
  const targets = [undefined, sample.target, ...(sample.alsoRunsFor ?? [])];
  return targets.map((target) => ({
    sample,
    target,
    name: `${sample.name} ${target === undefined ? 'before the command' : `upgraded for ${target}`}`,
  }));
});

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());

it('has a check for each folder', () => {
  const folders = readdirSync(join(import.meta.dirname, 'samples'));
  expect(samples.map(({ name }) => name).sort()).toEqual(folders.sort());
});

describe('the samples', () => {
  const projects = new Map<string, Project>();
  const findings = new Map<string, readonly Finding[]>();
  const complaints: string[] = [];

  beforeAll(() => {
    const before: string[] = [];
    const after: string[] = [];
    for (const { sample, name, target } of runs) {
      const project = new Project().copySample(sample.name, sample.links);
      projects.set(name, project);
      if (target === undefined) {
        before.push(project.folder);
        continue;
      }
      commitAll(project.folder);
      findings.set(name, report(project, '--to', target));
      sample.byHand?.forEach((edit) => editByHand(project.folder, edit));
      after.push(project.folder);
    }
    // The retired SDK declares no `req.auth` for JavaScript: before the command nobody could check it.
    complaints.push(...typeCheck(before, '.ts'), ...typeCheck(after, '.ts'), ...typeCheck(after, '.js'));
    for (const { folder } of projects.values()) transpile(folder);
  });
  afterAll(() => {
    for (const project of projects.values()) project[Symbol.dispose]();
  });

  describe.each(runs)('$name', ({ sample, name, target }) => {
    const folder = () => projects.get(name)?.folder ?? '';

    it('compiles', () => {
      expect(complaints.filter((complaint) => complaint.startsWith(folder()))).toEqual([]);
    });

    it('answers strangers and people', () => drive(sample, folder(), emulator, target === undefined));

    if (target !== undefined)
      it('reports what a person changes', () => {
        const reported = findings.get(name) ?? [];
        const places = reported.map(({ file, code }) => ({ file, code }));
        for (const { file, code } of sample.byHand ?? []) expect(places).toContainEqual({ file, code });
      });
  });
});
