import * as groups from '@acme/backend/endpoints';
import { describe, expect, it } from 'vitest';
import { backendApi } from '../../src/backend-api/router.js';

describe('the emulator', () => {
  it.each(Object.entries(groups))('answers every method of %s', (name, { table }) => {
    expect(Object.keys(backendApi[name] ?? {}).sort()).toEqual(Object.keys(table).sort());
  });
});
