import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planUpgrade } from '../src/plan/plan-upgrade.js';
import type { Finding } from '../src/source/finding.js';
import { transpile, typeCheck } from './build-samples.js';
import { expectReported, finishByHand, isFinished } from './finish-by-hand.js';
import { linkPackages } from './linked-packages.js';
import { drive } from './running-sample.js';
import { samples } from './sample-checks/index.js';
import { notDriven } from './sample-checks/not-driven.js';
import { frameworks, type Framework, type Sample, type Stage } from './sample-checks/sample.js';
import { Project, writePlan } from './upgraded-project.js';

interface Run {
  readonly name: string;
  readonly sample: Sample;
  readonly stage: Stage;
  /** Undefined before the command. */
  readonly target?: Framework;
}

function targetsOf(sample: Sample): readonly Framework[] {
  return sample.major === undefined ? [sample.target] : frameworks.filter((target) => isFinished(sample, target));
}

const runs = samples.flatMap((sample): readonly Run[] => {
  const stages: readonly Stage[] = sample.major === undefined ? ['official'] : ['retired', 'node-legacy'];
  return [
    ...stages.map((stage) => ({ name: `${sample.name} before, ${stage}`, sample, stage })),
    ...targetsOf(sample).map((target) => ({
      name: `${sample.name} upgraded for ${target}`,
      sample,
      stage: 'upgraded' as const,
      target,
    })),
  ];
});

describe('the corpus', () => {
  it('has a check for each folder', () => {
    const folders = readdirSync(join(import.meta.dirname, 'samples'));
    expect(samples.map(({ name }) => name).sort()).toEqual(folders.sort());
  });

  it.each(samples)('drives $name in each direction, or names the reason', (sample) => {
    const reasons = Object.keys(notDriven[sample.name] ?? {});
    expect([...targetsOf(sample), ...reasons].sort()).toEqual([...frameworks]);
  });

  it.each(samples.filter(({ major }) => major === undefined))('$name keeps its framework', async ({ name }) => {
    using project = new Project().copySample(name);
    const plans = await Promise.all(frameworks.map((target) => planUpgrade({ folder: project.folder, target })));
    for (const { changes } of plans) expect(changes).toEqual(plans[0]?.changes);
  });
});

describe('the samples', () => {
  const projects = new Map<string, Project>();
  const findings = new Map<string, readonly Finding[]>();
  const complaints: string[] = [];

  beforeAll(async () => {
    const before: string[] = [];
    const after: string[] = [];
    for (const { name, sample, stage, target } of runs) {
      const project = new Project().copySample(sample.name, sample.links);
      const { folder } = project;
      projects.set(name, project);
      if (target !== undefined) {
        const plan = await planUpgrade({ folder, target });
        writePlan(folder, plan);
        finishByHand(sample, target, folder);
        findings.set(name, plan.findings);
      }
      linkPackages(folder, stage, sample.major);
      if (target !== undefined) after.push(folder);
      // Version 4 brings types of Express 4, which are not those that its samples find here.
      else if (stage !== 'retired' || sample.major !== 4) before.push(folder);
    }
    // The retired SDK declares no `req.auth` for JavaScript: before the command nobody could check it.
    complaints.push(...typeCheck(before, '.ts'), ...typeCheck(after, '.ts'), ...typeCheck(after, '.js'));
    for (const { folder } of projects.values()) transpile(folder);
  });
  afterAll(() => {
    for (const project of projects.values()) project[Symbol.dispose]();
  });

  describe.concurrent.each(runs)('$name', ({ name, sample, stage, target }) => {
    const folder = () => projects.get(name)?.folder ?? '';

    it('compiles', () => {
      expect(complaints.filter((complaint) => complaint.startsWith(folder()))).toEqual([]);
    });

    it('answers strangers and people', () => drive(sample, folder(), stage));

    if (target !== undefined)
      it('reports what a person changes', () => {
        expectReported(sample, target, findings.get(name) ?? []);
      });
  });
});
