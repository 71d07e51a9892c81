import { describe, expect, it } from 'vitest';
import { parts, tasksOfPart } from '../test-parts.mjs';

const tested = ['//', '@acme/backend', '@acme/express', 'e2e', 'release-tests', 'runtimes', 'a-new-one'].map(
  (name) => ({ name }),
);

describe('tasksOfPart', () => {
  it('gives each task to exactly one part, a new package included', () => {
    const whole = tasksOfPart(undefined, tested);
    const inParts = parts.map((part) => tasksOfPart(part, tested));
    expect(inParts.flatMap(({ tasks }) => tasks).sort()).toEqual([...whole.tasks].sort());
    expect(inParts.flatMap(({ packages }) => packages.map(({ name }) => name)).sort()).toEqual(
      tested.map(({ name }) => name).sort(),
    );
    for (const { tasks } of inParts) expect(tasks.length).toBeGreaterThan(1);
  });

  it('refuses a part that does not exist, and names those that do', () => {
    expect(() => tasksOfPart('units', tested)).toThrow(parts.join(', '));
  });
});
