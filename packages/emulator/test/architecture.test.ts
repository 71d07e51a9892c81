import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

it('the sources are in order: layers, no circle even of types, names, constants, sizes', () => {
  const violations = checkArchitecture({
    folder: new URL('../src/', import.meta.url),
    layers: [
      ['errors'],
      ['store'],
      ['http'],
      ['instance'],
      ['users'],
      ['organizations'],
      ['sessions'],
      ['sign-in', 'machines', 'billing', 'connections'],
      ['oauth'],
      ['controls'],
      ['pages'],
      ['dashboard'],
      ['frontend-api', 'backend-api'],
      ['diagnose', 'init'],
      ['answer-request.ts'],
      ['emulator.ts'],
      ['cli'],
      ['cli.ts', 'vitest.ts', 'playwright.ts'],
    ],
    doors: ['index.ts', 'vitest.ts', 'playwright.ts'],
    rootFiles: ['answer-request.ts', 'cli.ts', 'emulator.ts', 'index.ts', 'playwright.ts', 'vitest.ts'],
  });
  expect(violations).toEqual([]);
});
