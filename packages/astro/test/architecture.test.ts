import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

it('the order, names and sizes of the sources are in order', () => {
  expect(
    checkArchitecture({
      folder: new URL('../src', import.meta.url),
      layers: [
        ['has-client-half.ts', 'head-end.ts', 'inlined.ts', 'refused.ts', 'request-context.ts'],
        ['environment.ts', 'insert-before-head-end.ts', 'request-decision.ts'],
        ['auth-of-request.ts', 'clerk-client.ts', 'with-error-page.ts', 'with-state-scripts.ts'],
        ['set-locals.ts', 'protect.ts', 'protected-resource-handler-clerk.ts', 'create-route-matcher.ts'],
        ['clerk-middleware.ts'],
      ],
      doors: ['server.ts', 'webhooks.ts', 'env.ts'],
    }),
  ).toEqual([]);
});
