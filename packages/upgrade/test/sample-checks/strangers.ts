import { expect } from 'vitest';
import type { RunningSample, SampleAnswer, Stranger } from './sample.js';

/*
 * What the retired SDK answers to requests without a session where our packages answer something else. Whatever is not in this table is
 * checked with one expectation, before and after the command.
 *
 * | Version | Route   | Request       | Retired SDK                          | Ours               |
 * | ------- | ------- | ------------- | ------------------------------------ | ------------------ |
 * | 2 to 5  | strict  | each          | an error for Express: 500 by default | 401                |
 * | 4       | any     | expired token | 401 without a body, even if lax      | as without a token |
 * | 4       | wrapped | each          | none, and the process ends           | 401                |
 */

/** What a strict route answers if the application handles no errors. */
export function refusal({ stage }: RunningSample): Partial<SampleAnswer> {
  return { status: stage === 'retired' ? 500 : 401 };
}

/** Checks that routes give one answer to everybody without a session. */
export async function expectForStrangers(
  sample: RunningSample,
  paths: readonly string[],
  answer: Partial<SampleAnswer>,
): Promise<void> {
  const strangers = Object.entries(sample.strangers) as readonly (readonly [Stranger, string | undefined])[];
  for (const path of paths)
    for (const [stranger, token] of strangers) {
      const isInterrupted = sample.stage === 'retired' && sample.major === 4 && stranger === 'expired';
      const expected = isInterrupted ? { status: 401, body: '' } : answer;
      expect({ path, stranger, ...(await sample.ask(path, token)) }).toMatchObject({ path, stranger, ...expected });
    }
}
