import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

it('the layers, names and sizes of the sources are in order', () => {
  expect(
    checkArchitecture({
      folder: new URL('../src', import.meta.url),
      layers: [
        ['upgrade-error.ts'],
        ['advice'],
        ['source'],
        ['clients'],
        ['project'],
        ['legacy'],
        ['official'],
        ['community'],
        ['remaining'],
        ['migrate-source.ts'],
        ['plan'],
        ['backup'],
        ['report'],
        ['command-options.ts'],
        ['cli.ts'],
      ],
      rootFiles: ['cli.ts', 'command-options.ts', 'migrate-source.ts', 'upgrade-error.ts'],
    }),
  ).toEqual([]);
});
