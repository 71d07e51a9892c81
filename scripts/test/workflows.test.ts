import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parts } from '../test-parts.mjs';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder)
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    // The parsed value is checked by the tests below.
    return { name, text, workflow: parse(text) as Workflow };
  });
const jobs = workflows.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).map(([job, value]) => [`${name}: ${job}`, value] as const),
);

describe('the workflows', () => {
  it('are there', () => {
    expect(workflows.map(({ name }) => name).sort()).toEqual(['ci.yml', 'nightly.yml', 'release.yml', 'scorecard.yml']);
  });

  it.each(workflows)('$name names each action by its commit, with the version beside it', ({ text }) => {
    const lines = text.split('\n').filter((line) => /^\s*-?\s*uses:/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it.each(workflows)('$name gives an action one commit only', ({ text }) => {
    const pins = [...text.matchAll(/uses: ([^@\s]+)@(\S+)/g)].map(([, action, pin]) => [action, pin] as const);
    for (const [action, pin] of pins) expect(new Map(pins).get(action)).toBe(pin);
  });

  it.each(workflows)('$name gives no rights to jobs that do not ask for them', ({ workflow }) => {
    expect(workflow.permissions).toEqual({});
  });
});

describe.each(jobs)('%s', (_name, job) => {
  const text = JSON.stringify(job);
  const { permissions = {} } = job;
  const mayWrite = Object.values(permissions).includes('write');

  it('says what it may do, and how long', () => {
    expect(Object.keys(permissions).length).toBeGreaterThan(0);
    expect(Object.values(permissions).every((value) => value === 'read' || value === 'write')).toBe(true);
    expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('keeps no credentials in the checkout', () => {
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const { with: inputs } of checkouts) expect(inputs).toMatchObject({ 'persist-credentials': false });
  });

  it('puts nothing of the event into a script', () => {
    for (const { run = '' } of job.steps) expect(run).not.toContain('${{');
  });

  it('knows no secret', () => {
    expect(text).not.toMatch(/secrets\s*[.[]/);
  });

  it('runs no tests, builds and scripts of dependencies if it may change something', () => {
    const scripts = job.steps.map(({ run = '' }) => run).join('\n');
    if (mayWrite) expect(scripts).not.toMatch(/\.ci\/run|\bnpm (ci|i|install|test|run)\b|\bbuild\b/);
    const installs = scripts.split('\n').filter((line) => /\binstall\b/.test(line));
    if (mayWrite) for (const line of installs) expect(line).toContain('--ignore-scripts');
  });

  it('runs nothing of the repository if it may publish', () => {
    if (permissions['id-token'] !== 'write') return;
    expect(permissions).toEqual({ 'id-token': 'write' });
    expect(text).not.toContain('actions/checkout');
    expect(text).not.toMatch(/scripts\/|pnpm|npx/);
    expect(text).toContain('--ignore-scripts');
  });
});

describe('a change', () => {
  const jobsOf = (name: string) => workflows.find((one) => one.name === name)?.workflow.jobs ?? {};

  it('is verified in three parts, each by the script that runs them all', () => {
    const { verify } = jobsOf('ci.yml');
    expect(verify?.strategy?.matrix['part']).toEqual(parts);
    expect(verify?.steps.some(({ run }) => run === '.ci/run "$PART"')).toBe(true);
  });

  it('has its dependencies audited, and every night again', () => {
    for (const name of ['ci.yml', 'nightly.yml'])
      expect(jobsOf(name)['audit']?.steps.at(-1)?.run).toBe('node scripts/pnpm-run.mjs audit');
  });
});

describe('a release', () => {
  const release = workflows.find(({ name }) => name === 'release.yml')?.workflow.jobs ?? {};

  it('is published from the archives of a job that has no rights and passed everything', () => {
    const { build, publish } = release;
    expect(build?.permissions).toEqual({ contents: 'read' });
    expect(build?.steps.some(({ run }) => run === '.ci/run')).toBe(true);
    const handedOver = build?.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))?.with;
    expect(publish?.needs).toBe('build');
    const taken = publish?.steps.find(({ uses }) => uses?.startsWith('actions/download-artifact@'))?.with;
    expect([handedOver?.['name'], taken?.['name']]).toEqual(['archives', 'archives']);
  });

  it('comes with a bill of materials of each archive, made by a job without rights', () => {
    const { materials, tag } = release;
    expect(materials?.permissions).toEqual({ contents: 'read' });
    expect(materials?.steps.some(({ run }) => run === 'node scripts/bill-of-materials.mjs archives materials')).toBe(
      true,
    );
    expect(tag?.needs).toBe('materials');
    expect(tag?.steps.at(-1)?.run).toContain('.cdx.json');
  });

  it('is published by one job', () => {
    const publishing = Object.entries(release).filter(([, job]) => job.permissions?.['id-token'] === 'write');
    expect(publishing.map(([name]) => name)).toEqual(['publish']);
  });
});

describe('the archives', () => {
  const archives = mkdtempSync(join(tmpdir(), 'archives-'));
  afterAll(() => rmSync(archives, { recursive: true, force: true }));

  it('are those of all published packages, with ranges that a registry knows', () => {
    execFileSync(process.execPath, ['scripts/pack.mjs', archives], { cwd: root, stdio: 'pipe' });
    const published = readdirSync(join(root, 'packages'))
      .map(
        (name) =>
          JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as {
            name: string;
            private?: boolean;
          },
      )
      .filter((manifest) => !manifest.private)
      .map(({ name }) => name);
    const manifests = readdirSync(archives).map((archive) =>
      execFileSync('tar', ['-xOf', join(archives, archive), 'package/package.json'], { encoding: 'utf8' }),
    );
    expect(manifests.map((text) => (JSON.parse(text) as { name: string }).name).sort()).toEqual(published.sort());
    for (const text of manifests) expect(text).not.toMatch(/"(workspace|catalog):/);
  });
});
