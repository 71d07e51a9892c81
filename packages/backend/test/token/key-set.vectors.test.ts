import { afterEach, describe, expect, it } from 'vitest';
import type { VerifyTokenOptions } from '../../src/options.js';
import { loadFreshSources } from '../fresh-sources.js';
import { endReplay, readVectors, VectorReplay, type Upstream } from '../vector-replay.js';

interface Step {
  readonly dt: number;
  readonly token: string;
  readonly parallel?: number;
  readonly options: VerifyTokenOptions;
  readonly upstream: readonly Upstream[];
}

interface StepResult {
  readonly results: readonly string[];
  readonly jwksCalls: number;
  readonly retryDelaysMs: readonly number[];
}

interface Vector {
  readonly name: string;
  readonly doNotCopy?: string;
  readonly now: number;
  readonly steps: readonly Step[];
  readonly expected: readonly StepResult[];
}

const vectors = readVectors<Vector>('jwks-cache');

const outcome = (error: unknown): string => {
  const { reason, code } = error as { reason?: string; code?: string };
  return reason ?? `threw:${code ?? ''}`;
};

/** Runs the steps in one process, each at its own time. */
async function run(vector: Vector): Promise<readonly StepResult[]> {
  const world = new VectorReplay(vector.now, []);
  const { verifyToken } = await loadFreshSources();
  const results: StepResult[] = [];
  for (const step of vector.steps) {
    world.next(vector.now + step.dt, step.upstream);
    const before = world.calls.length;
    const waits = world.retryDelaysMs.length;
    const attempts = Array.from({ length: step.parallel ?? 1 }, () =>
      verifyToken(step.token, step.options).then(() => 'ok', outcome),
    );
    results.push({
      results: await Promise.all(attempts),
      jwksCalls: world.calls.length - before,
      retryDelaysMs: world.retryDelaysMs.slice(waits),
    });
  }
  return results;
}

/** The text of a thrown error is ours. */
const comparable = (steps: readonly StepResult[]) =>
  steps.map((step) => ({ ...step, results: step.results.map((result) => result.replace(/^threw:.*/, 'threw')) }));

afterEach(endReplay);

describe('keys of the instance, as recorded', () => {
  for (const vector of vectors.filter(({ doNotCopy }) => !doNotCopy)) {
    it(vector.name, async () => {
      expect(comparable(await run(vector))).toEqual(comparable(vector.expected));
    });
  }
});

/** What ours does where the recorded behaviour should not be copied: fetches for each step, and results. */
const better: Readonly<Record<string, { readonly jwksCalls: readonly number[]; readonly results: readonly string[] }>> =
  {
    'unknown-kid-refetches-every-time': {
      jwksCalls: [1, 1, 1, 1],
      results: ['ok', 'jwk-kid-mismatch', 'jwk-kid-mismatch', 'jwk-kid-mismatch'],
    },
    'removed-key-survives-until-expiry': {
      jwksCalls: [1, 1, 1, 1],
      results: ['ok', 'ok', 'jwk-kid-mismatch', 'jwk-kid-mismatch'],
    },
    'unknown-kid-refetch-extends-ttl': { jwksCalls: [1, 1, 1], results: ['ok', 'ok', 'jwk-kid-mismatch'] },
    'parallel-unknown-kid': { jwksCalls: [1, 2], results: ['ok', 'jwk-kid-mismatch'] },
  };

describe('keys of the instance, where the recorded behaviour is a weakness', () => {
  for (const vector of vectors.filter(({ doNotCopy }) => doNotCopy)) {
    it(vector.name, async () => {
      const steps = await run(vector);
      expect({
        jwksCalls: steps.map(({ jwksCalls }) => jwksCalls),
        results: steps.map(({ results }) => [...new Set(results)].join()),
      }).toEqual(better[vector.name]);
    });
  }
});
