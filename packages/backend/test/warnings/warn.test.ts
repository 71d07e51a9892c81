import { afterEach, expect, it, vi } from 'vitest';
import { warn } from '../../src/warnings/warn.js';

afterEach(() => vi.restoreAllMocks());

it('warns on the console where the functions of the process throw, as in a runtime that imitates it', () => {
  const unsupported = vi.spyOn(process, 'emitWarning').mockImplementation(() => {
    throw new Error('A Node.js API is used (process.emitWarning) which is not supported in the Edge Runtime.');
  });
  const shown = vi.spyOn(console, 'warn').mockReturnValue(undefined);
  warn('ACME_STORE_FAILED', 'a store of this test', 'The store failed.');
  expect(unsupported).toHaveBeenCalledOnce();
  expect(shown.mock.calls).toEqual([['[ACME_STORE_FAILED] The store failed.']]);
});

it('never throws', () => {
  const fail = () => {
    throw new Error('Nobody listens.');
  };
  vi.spyOn(process, 'emitWarning').mockImplementation(fail);
  vi.spyOn(console, 'warn').mockImplementation(fail);
  expect(() => warn('ACME_STORE_FAILED', 'another store of this test', 'The store failed.')).not.toThrow();
});
