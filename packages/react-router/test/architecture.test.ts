import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

it('the order, names and sizes of the sources are in order', () => {
  expect(
    checkArchitecture({
      folder: new URL('../src', import.meta.url),
      layers: [
        ['environment.ts', 'request-args.ts'],
        ['request-decision.ts'],
        ['clerk-client.ts', 'get-auth.ts'],
        [
          'clerk-middleware.ts',
          'frontend-api-proxy-loader.ts',
          'protect.ts',
          'protected-resource-handler-clerk.ts',
          'root-auth-loader.ts',
        ],
      ],
      doors: ['server.ts', 'ssr.server.ts', 'api.server.ts', 'webhooks.ts'],
    }),
  ).toEqual([]);
});
