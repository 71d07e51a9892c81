import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

it('the order, names and sizes of the sources are in order', () => {
  expect(
    checkArchitecture({
      folder: new URL('../src', import.meta.url),
      layers: [
        ['http-error.ts', 'unauthenticated-error.ts', 'removed-method-error.ts', 'logger.ts', 'note-deprecation.ts'],
        ['http', 'issuer-rule.ts', 'log-failure.ts'],
        ['legacy-clerk-options.ts', 'legacy-list.ts', 'legacy-request.ts', 'legacy-settings.ts'],
        ['resources', 'user-list.ts'],
        ['functions', 'legacy-sub-api.ts'],
        ['url-options.ts', 'legacy-authenticate-request.ts'],
        ['decide-request.ts', 'select-session.ts'],
        ['create-middleware.ts'],
        ['wrap-handler.ts'],
        ['clerk-members.ts', 'clerk-prototype.ts', 'clerk.ts'],
      ],
      doors: ['index.ts', 'instance.ts'],
      except: { names: ['resources/resource-classes.ts'] },
    }),
  ).toEqual([]);
});
