import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

it('the order, names and sizes of the sources are in order', () => {
  expect(
    checkArchitecture({
      folder: new URL('../src', import.meta.url),
      layers: [
        [
          'runtime-config.ts',
          'before-body.ts',
          'head-of.ts',
          'is-for-everybody.ts',
          'keep-private.ts',
          'keep-refusal.ts',
          'keep-sent.ts',
          'kept-body.ts',
          'request-states.ts',
          'with-renewed-cookies.ts',
        ],
        ['environment.ts', 'set-context.ts', 'create-route-matcher.ts'],
        ['clerk-client.ts', 'clerk-middleware.ts', 'protect.ts', 'protected-resource-handler-clerk.ts'],
        ['runtime/checking-server-plugin.ts', 'runtime/server-middleware.ts', 'runtime/server-plugin.ts'],
      ],
      doors: ['module.ts', 'server.ts', 'webhooks.ts'],
    }),
  ).toEqual([]);
});
