import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

it('the order, names and sizes of the sources are in order', () => {
  expect(
    checkArchitecture({
      folder: new URL('../src', import.meta.url),
      layers: [
        [
          'control-flow.ts',
          'next-environment.ts',
          'is-rendering.ts',
          'request-kind.ts',
          'pass-on.ts',
          'header-source.ts',
        ],
        ['machine-verification.ts', 'create-content-security-policy.ts', 'session-auth.ts'],
        ['request-context.ts', 'create-auth-object.ts', 'split-options.ts'],
        [
          'create-auth.ts',
          'settle-context.ts',
          'with-verification.ts',
          'answer-control-flow.ts',
          'protect-arguments.ts',
        ],
        ['imported-context.ts', 'decide-here.ts', 'protect-request.ts'],
        ['clerk-client.ts', 'get-auth.ts', 'current-request.ts', 'protected-resource-handler-clerk.ts'],
        ['auth.ts', 'build-clerk-props.ts'],
        ['clerk-middleware.ts', 'current-user.ts', 'create-route-matcher.ts', 'create-frontend-api-proxy-handlers.ts'],
      ],
      doors: ['server.ts', 'webhooks.ts', 'errors.ts'],
    }),
  ).toEqual([]);
});
