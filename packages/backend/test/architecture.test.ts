import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkArchitecture } from 'testing';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../src/', import.meta.url));

it('is in order: layers, no circle, names, members, length of functions', () => {
  const violations = checkArchitecture({
    folder,
    // Lowest first.
    layers: [
      ['wire'],
      ['errors.ts'],
      [
        'to-base64-url.ts',
        'clean-key.ts',
        'client-settings.ts',
        'identity-of.ts',
        'is-equal-text.ts',
        'is-loopback.ts',
        'parse-json.ts',
        'observer.ts',
        'dpop-verifier.ts',
        'options.ts',
        'publishable-key.ts',
        'maybe-promise.ts',
        'memoize-by-environment.ts',
        'memoize-by-options.ts',
        'package-version.ts',
        'list-weak-settings.ts',
      ],
      ['open-telemetry.ts'],
      ['warnings'],
      ['report-store-failure.ts'],
      ['bindings', 'crypto'],
      ['token', 'revocations'],
      ['rest', 'dpop'],
      ['webhook'],
      ['request', 'proxy'],
      ['types'],
      ['node-http', 'web'],
      ['clerk-client.ts', 'decorate-object-with-resources.ts', 'verify-machine-auth-token.ts'],
      ['adapter', 'full-stack'],
    ],
    doors: [
      'index.ts',
      'internal.ts',
      'jwt.ts',
      'webhooks.ts',
      'proxy.ts',
      'wire.ts',
      'types.ts',
      'adapter.ts',
      'node-http.ts',
      'web.ts',
      'full-stack.ts',
      'opentelemetry.ts',
      'key-store.ts',
      'dpop.ts',
      'endpoints.ts',
      'resources.ts',
      'rest.ts',
    ],
    except: {
      names: [
        'bindings/contract.ts',
        'bindings/none.ts',
        'bindings/workerd.ts',
        'crypto/contract.ts',
        'crypto/node.ts',
        'crypto/web-globals.ts',
        'crypto/web.ts',
        'errors.ts',
        'options.ts',
        'request/internal-functions.ts',
        'warnings/no-warnings.ts',
        'warnings/operator-warnings.ts',
        'request/verify-machine-token.ts',
        'rest/encode.ts',
        'rest/endpoints/params.ts',
        'rest/resources/billing-credit.ts',
        'rest/resources/billing-discount.ts',
        'rest/resources/billing-money.ts',
        'rest/resources/sign-up.ts',
        'rest/transport/contract.ts',
        'rest/transport/fetch.ts',
        'rest/transport/node.ts',
        'revocations/no-revocation-list.ts',
        'token/jose-signing.ts',
        'types/auth.ts',
        'types/authorization.ts',
        'types/instance.ts',
        'types/object-types.ts',
        'types/official-names.ts',
        'types/pagination.ts',
        'types/strategies.ts',
        'wire/',
      ],
      constants: ['proxy/match-proxy-path.ts'],
    },
  });
  expect(violations).toEqual([]);
});

it('names modules of Node.js only in the files for it', () => {
  const allowed = /^(crypto\/node|rest\/transport\/(node|is-own-fetch)|node-http\/[\w-]+)\.ts$/;
  const users = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && /from 'node:/.test(readFileSync(join(folder, path), 'utf8')));
  expect(users.filter((file) => !allowed.test(file))).toEqual([]);
});
