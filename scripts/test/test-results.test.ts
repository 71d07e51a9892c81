import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failedTasks, resultsFile, slowestTasks, tally, taskTimes } from '../test-results.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const green = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, success: true };

function packageWith(results: unknown): { name: string; folder: string } {
  writeFileSync(join(folder, resultsFile), typeof results === 'string' ? results : JSON.stringify(results));
  return { name: 'demo', folder };
}

describe('tally', () => {
  it('counts the tests that passed', () => {
    expect(tally([packageWith(green)], [])).toEqual({ passed: 3, failed: 0, skipped: 0, reasons: [], secondTries: [] });
  });

  it('names the tests that passed only when they ran again, with their first message', () => {
    const assertionResults = [
      { fullName: 'page shows', status: 'passed', failureMessages: ['the page was left'] },
      { fullName: 'page opens', status: 'passed', failureMessages: [] },
    ];
    const testResults = [{ name: 'test/page.test.ts', message: '', assertionResults }];
    const { failed, reasons, secondTries } = tally([packageWith({ ...green, testResults })], []);
    expect([failed, reasons]).toEqual([0, []]);
    expect(secondTries).toEqual(['  test/page.test.ts\n  page shows\nthe page was left']);
  });

  it('counts the tests that failed, and their task only once', () => {
    const results = { ...green, numFailedTests: 2, success: false };
    expect(tally([packageWith(results)], [{ task: 'demo#test' }])).toMatchObject({
      passed: 3,
      failed: 2,
      reasons: ['demo: 2 tests failed.'],
    });
  });

  it('names the tests that failed, and files that could not be loaded, with their messages', () => {
    const testResults = [
      {
        name: 'test/sum.test.ts',
        message: '',
        assertionResults: [
          { fullName: 'sum adds', status: 'passed', failureMessages: [] },
          { fullName: 'sum subtracts', status: 'failed', failureMessages: ['expected 1 to be 2'] },
        ],
      },
      { name: 'test/broken.test.ts', message: 'Cannot find module', assertionResults: [] },
    ];
    const { reasons } = tally([packageWith({ ...green, numFailedTests: 1, success: false, testResults })], []);
    const [reason] = reasons;
    expect(reason).toMatch(/^demo: 1 test failed\.\n/);
    for (const part of ['test/sum.test.ts', 'sum subtracts', 'expected 1 to be 2', 'Cannot find module'])
      expect(reason).toContain(part);
    expect(reason).not.toContain('sum adds');
  });

  it('counts a failed task that is no test', () => {
    const lint = { task: 'demo#lint' };
    expect(tally([packageWith(green)], [lint])).toMatchObject({ failed: 1, reasons: ['demo#lint failed.'] });
  });

  it('shows the end of what a failed task that is no test has printed', () => {
    const logFile = join(folder, 'turbo-lint.log');
    const lines = Array.from({ length: 100 }, (_, index) => `line ${String(index)}`);
    writeFileSync(logFile, [...lines, '\u001b[31ma.ts:3:7 is wrong\u001b[39m', ''].join('\n'));
    const [reason = ''] = tally([packageWith(green)], [{ task: 'demo#lint', logFile }]).reasons;
    expect(reason).toMatch(/^demo#lint failed\.\n {2}line 61\n/);
    expect(reason.endsWith('\n  a.ts:3:7 is wrong')).toBe(true);
  });

  it('has only its name of a failed task that left no log', () => {
    const lint = { task: 'demo#lint', logFile: join(folder, 'nowhere.log') };
    expect(tally([packageWith(green)], [lint]).reasons).toEqual(['demo#lint failed.']);
  });

  it('names the line that failed, however long the message before it is', () => {
    const name = '/repo/test/sum.test.ts';
    const message = `Error: ${'x'.repeat(5000)}\n    at /repo/src/sum.ts:1:2\n    at ${name}:42:7\n    at ${name}:50:1`;
    const assertionResults = [{ fullName: 'sum adds', status: 'failed', failureMessages: [message] }];
    const testResults = [{ name, message: '', assertionResults }];
    const results = { ...green, numFailedTests: 1, success: false, testResults };
    const [reason = ''] = tally([packageWith(results)], []).reasons;
    expect(reason).toContain(`\n  ${name}:42:7\n  sum adds\n`);
    expect(reason.length).toBeLessThan(2000);
  });

  it('counts a test task that failed although every test passed', () => {
    expect(tally([packageWith(green)], [{ task: 'demo#test' }])).toMatchObject({
      failed: 1,
      reasons: ['demo#test failed.'],
    });
  });

  it('counts a package without results as failed', () => {
    const silent = { name: 'silent', folder: join(folder, 'nowhere') };
    expect(tally([packageWith(green), silent], [])).toMatchObject({ passed: 3, failed: 1 });
  });

  it('counts a file that could not be loaded as failed', () => {
    const results = { ...green, numFailedTestSuites: 1, success: false };
    expect(tally([packageWith(results)], [{ task: 'demo#test' }])).toMatchObject({ passed: 3, failed: 1 });
  });

  it.each([
    ['zero tests', { ...green, numPassedTests: 0 }],
    ['only skipped tests', { ...green, numPassedTests: 0, numPendingTests: 4 }],
    ['something else than JSON', 'oops'],
    ['JSON of another shape', '[]'],
    ['null', 'null'],
  ])('counts %s as failed', (_what, results) => {
    expect(tally([packageWith(results)], []).failed).toBe(1);
  });

  it('fails when there is no package with tests', () => {
    expect(tally([], [])).toMatchObject({ passed: 0, failed: 1 });
  });

  it('tells how many tests were skipped', () => {
    expect(tally([packageWith({ ...green, numPendingTests: 1, numTodoTests: 1 })], []).skipped).toBe(2);
  });
});

describe('failedTasks', () => {
  it('lists the tasks that ended with another code than 0', () => {
    const tasks = [
      { taskId: 'a#build', execution: { exitCode: 0 } },
      { taskId: 'a#lint', logFile: 'a/.turbo/turbo-lint.log', execution: { exitCode: 2 } },
      { taskId: 'b#test', execution: null },
      { taskId: 'c#test' },
    ];
    const lint = { task: 'a#lint', logFile: join('/repo', 'a/.turbo/turbo-lint.log') };
    expect(failedTasks([{ tasks }], '/repo')).toEqual([lint]);
    const later = {
      tasks: [
        { taskId: 'a#lint', logFile: 'a/.turbo/turbo-lint.log', execution: { exitCode: 2 } },
        { taskId: 'c#test', execution: { exitCode: 1 } },
      ],
    };
    expect(failedTasks([{ tasks }, later], '/repo')).toEqual([lint, { task: 'c#test' }]);
  });

  it.each([undefined, null, {}, { tasks: 'none' }])('reads nothing from %j', (summary) => {
    expect(failedTasks([summary], '/repo')).toEqual([]);
  });
});

describe('taskTimes', () => {
  const task = (taskId: string, milliseconds: number, status = 'MISS') => ({
    taskId,
    cache: { status },
    execution: { exitCode: 0, startTime: 1000, endTime: 1000 + milliseconds },
  });

  it('lists the tasks that ran, the slowest first', () => {
    const tasks = [task('a#build', 2500), task('b#test', 61_000), task('c#lint', 10, 'HIT'), { taskId: 'd#test' }];
    expect(taskTimes([{ tasks: tasks.slice(0, 1) }, { tasks: tasks.slice(1) }])).toEqual([
      { task: 'b#test', seconds: 61 },
      { task: 'a#build', seconds: 2.5 },
    ]);
  });

  it.each([undefined, null, {}, { tasks: 'none' }])('reads nothing from %j', (summary) => {
    expect(taskTimes([summary])).toEqual([]);
  });
});

describe('slowestTasks', () => {
  it('names no more than ten tasks', () => {
    const times = Array.from({ length: 12 }, (_, index) => ({ task: `task-${index}`, seconds: 12 - index }));
    const lines = slowestTasks(times);
    expect(lines).toHaveLength(11);
    expect(lines.slice(0, 2)).toEqual(['The 10 slowest of 12 tasks that ran:', '   12.0 s  task-0']);
  });

  it('prints nothing when every task came from the cache', () => {
    expect(slowestTasks([])).toEqual([]);
  });
});
