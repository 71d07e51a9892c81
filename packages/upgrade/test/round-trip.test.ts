import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrateSource, type SourceOptions } from '../src/migrate-source.js';
import { planUpgrade } from '../src/plan/plan-upgrade.js';
import { samples } from './sample-checks/index.js';
import { filesIn, Project, writePlan } from './upgraded-project.js';

const folder = join(import.meta.dirname, 'vectors', 'X01-official-packages', 'input');
const options: SourceOptions = {
  target: 'express',
  framework: 'express',
  legacyMajor: 5,
  usesLegacy: false,
  receivesLegacyRequests: false,
  foreignAuth: false,
  foreignSession: false,
  hasStrictRequests: false,
};

describe('from the official packages and back', () => {
  it.each(readdirSync(folder))('gives back the same bytes of %s', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const there = migrateSource(name, text, options).text;
    expect(there).toContain('@acme/');
    expect(migrateSource(name, there, { ...options, target: 'clerk' }).text).toBe(text);
  });

  it('leaves the entries and packages that only ours have', () => {
    const text = "import { createAuthenticator } from '@acme/backend/adapter';\nimport '@acme/emulator';\n";
    const { text: back, findings } = migrateSource('a.ts', text, { ...options, target: 'clerk' });
    expect(back).toBe(text);
    expect(findings.map(({ code, line }) => ({ code, line }))).toEqual([{ code: 'subpath-unknown', line: 1 }]);
  });
});

describe.each(samples.filter(({ major, isOneWay }) => major === undefined && !isOneWay))(
  'the sample $name there and back',
  ({ name, target }) => {
    it('has the same bytes in every file', async () => {
      using project = new Project().copySample(name);
      const texts = () => filesIn(project.folder).map(({ path, file }) => [path, readFileSync(file, 'utf8')]);
      const before = texts();
      writePlan(project.folder, await planUpgrade({ folder: project.folder, target }));
      expect(texts()).not.toEqual(before);
      writePlan(project.folder, await planUpgrade({ folder: project.folder, target: 'clerk' }));
      expect(texts()).toEqual(before);
    });
  },
);
