import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

it('the order, names and sizes of the sources are in order', () => {
  expect(
    checkArchitecture({
      folder: new URL('../src', import.meta.url),
      layers: [
        ['clerk-middleware-options.ts', 'start-environment.ts', 'request-states.ts', 'current-request.ts'],
        ['middleware-parts.ts', 'auth-of-request.ts', 'client-of-request.ts', 'protect-current-request.ts'],
        [
          'auth.ts',
          'clerk-client.ts',
          'clerk-middleware.ts',
          'create-clerk-client.ts',
          'get-auth.ts',
          'protect.ts',
          'protected-resource-handler-clerk.ts',
        ],
      ],
      doors: ['server.ts', 'webhooks.ts'],
    }),
  ).toEqual([]);
});
