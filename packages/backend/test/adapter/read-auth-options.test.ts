import { expect, it } from 'vitest';
import { readAuthOptions } from '../../src/adapter.js';

it('gives the options of getAuth back', () => {
  const options = { acceptsToken: 'any', treatPendingAsSignedOut: false } as const;
  expect(readAuthOptions(options)).toBe(options);
});

it.each<readonly [code: string, options: object, named: string]>([
  ['option_unknown', { guarded: true }, 'getAuth does not take the option `guarded`'],
  ['option_unknown', { treatPending: true }, 'getAuth does not take the option `treatPending`'],
  ['option_invalid', { acceptsToken: [] }, 'getAuth: `acceptsToken`'],
])('throws %s for %j, and names function and option', (code, options, named) => {
  const fault: unknown = expect.objectContaining({ code, message: expect.stringContaining(named) as string });
  expect(() => readAuthOptions(options)).toThrow(fault);
});
