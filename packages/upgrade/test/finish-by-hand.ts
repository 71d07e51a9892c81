import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Finding } from '../src/source/finding.js';
import type { Framework, Sample } from './sample-checks/sample.js';
import { filesIn } from './upgraded-project.js';

const rewritten = join(import.meta.dirname, 'rewritten');

/** The folders with the files of a sample that a person rewrites for a framework; `elsewhere` has those that are the same for two. */
function foldersFor({ name, target: own }: Sample, target: Framework): readonly string[] {
  const names = target === own ? [target] : ['elsewhere', target];
  return names.map((folder) => join(rewritten, name, folder)).filter((folder) => existsSync(folder));
}

/** Whether a sample can run for a framework after the command. */
export function isFinished(sample: Sample, target: Framework): boolean {
  return (
    target === sample.target ||
    (sample.alsoRunsFor?.includes(target) ?? false) ||
    existsSync(join(rewritten, sample.name, target))
  );
}

function editsFor({ byHand = [] }: Sample, target: Framework) {
  return byHand.filter(({ targets }) => targets?.includes(target) ?? true);
}

/** Does what the report says that a person must do. */
export function finishByHand(sample: Sample, target: Framework, folder: string): void {
  for (const { file, from, to } of editsFor(sample, target)) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  }
  for (const source of foldersFor(sample, target)) cpSync(source, folder, { recursive: true });
}

/** Checks that the report names each place that {@link finishByHand} changes, except in files that never imported the old SDK. */
export function expectReported(sample: Sample, target: Framework, findings: readonly Finding[]): void {
  const places = findings.map(({ file, code }) => ({ file, code }));
  for (const { file, code } of editsFor(sample, target)) expect(places).toContainEqual({ file, code });
  const files = foldersFor(sample, target).flatMap((folder) => filesIn(folder).map(({ path }) => path));
  for (const file of files) {
    const original = join(import.meta.dirname, 'samples', sample.name, file);
    if (!existsSync(original) || !readFileSync(original, 'utf8').includes('@clerk/')) continue;
    expect(places.map((place) => place.file)).toContain(file);
  }
}
