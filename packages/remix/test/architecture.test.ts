import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

it('the order, names and sizes of the sources are in order', () => {
  expect(
    checkArchitecture({
      folder: new URL('../src', import.meta.url),
      layers: [
        ['chain.ts', 'request-args.ts', 'remix-environment.ts', 'load-resources.ts', 'add-state.ts'],
        ['clerk-options.ts'],
        ['parted-options.ts', 'request-entry.ts', 'root-options.ts'],
        ['configure-clerk.ts'],
        ['decide-once.ts'],
        ['require-decision.ts', 'clerk-client.ts', 'frontend-api-proxy-loader.ts'],
        [
          'get-auth.ts',
          'protect.ts',
          'protected-resource-handler-clerk.ts',
          'add-auth-headers.ts',
          'root-auth-loader.ts',
        ],
        ['handle-data-request.ts'],
      ],
      doors: ['ssr.server.ts', 'api.server.ts', 'webhooks.ts'],
    }),
  ).toEqual([]);
});
