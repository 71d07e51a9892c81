import { describe, expect, it, vi } from 'vitest';
import * as errors from '../src/errors.js';

type Exports = Readonly<Record<string, unknown>>;
type ErrorClass = new (...args: readonly unknown[]) => Error;

/** The classes among the exports: whoever adds one gives it a guard. */
const classNames = Object.entries(errors)
  .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Error)
  .map(([name]) => name);

/** Arguments that every constructor takes. */
const anyArguments: Readonly<Record<string, readonly unknown[]>> = {
  TokenVerificationError: [{ reason: 'token-expired', message: 'text' }],
  MachineTokenVerificationError: [{ code: 'token-invalid', message: 'text' }],
  ClerkAPIResponseError: ['text', { data: [] }],
};

function create(from: Exports, name: string): Error {
  const Class = from[name] as ErrorClass;
  return new Class(...(anyArguments[name] ?? ['text', 'text', {}]));
}

describe('guards of errors', () => {
  it('are tested for every class', () => expect(classNames).toHaveLength(11));

  it.each(classNames)('%s of this and of another copy of the package is recognised, and nothing else', async (name) => {
    const guard = (errors as Exports)[`is${name}`] as ((error: unknown) => boolean) | undefined;
    expect(guard).toBeTypeOf('function');
    vi.resetModules();
    const otherCopy: Exports = await import('../src/errors.js');
    const foreign = create(otherCopy, name);
    expect(foreign).not.toBeInstanceOf((errors as Exports)[name]);
    expect([guard?.(create(errors, name)), guard?.(foreign)]).toEqual([true, true]);
    const others = classNames.filter((other) => other !== name).map((other) => create(errors, other));
    expect([...others, new Error('text'), { name }, null, undefined, 'text'].filter((other) => guard?.(other))).toEqual(
      [],
    );
  });
});
