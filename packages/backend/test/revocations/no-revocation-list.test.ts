import { expect, it } from 'vitest';
import { createRevocationList } from '../../src/revocations/no-revocation-list.js';

it('refuses revocations in the edge runtime of Next.js, and says what to do', () => {
  expect(() => createRevocationList({}, 'a secret of sixteen', () => undefined)).toThrow(
    expect.objectContaining({ code: 'option_invalid', message: expect.stringContaining('Node.js') as string }) as Error,
  );
});
