import { describe, expect, it } from 'vitest';
import { platformEnvironment } from '../../src/full-stack/platform-environment.js';
import { readFrameworkEnvironment } from '../../src/full-stack/read-framework-environment.js';
import { readOptions } from '../../src/options.js';

const nuxt = { public: 'NUXT_PUBLIC_', private: 'NUXT_' };

it('platformEnvironment has the variables of the process', () => {
  expect(platformEnvironment()).toEqual({ ...process.env });
});

describe('readFrameworkEnvironment', () => {
  it.each(['NEXT_PUBLIC_', 'PUBLIC_', 'VITE_', 'NUXT_PUBLIC_'])(
    'reads public variables with %s, which counts first',
    (prefix) => {
      const env = {
        [`${prefix}CLERK_PUBLISHABLE_KEY`]: 'pk_test_1',
        [`${prefix}CLERK_SIGN_IN_URL`]: '/sign-in',
        [`${prefix}CLERK_SIGN_UP_URL`]: '',
        [`${prefix}CLERK_JS_URL`]: 'https://cdn.example',
        [`${prefix}CLERK_IS_SATELLITE`]: 'true',
        CLERK_SIGN_IN_URL: '/plain',
        CLERK_SIGN_UP_URL: '/sign-up',
        CLERK_SECRET_KEY: 'sk_test_1',
        OTHER: 'x',
      };
      const read = readFrameworkEnvironment(env, { public: prefix });
      expect(read).toEqual({
        CLERK_PUBLISHABLE_KEY: 'pk_test_1',
        CLERK_SIGN_IN_URL: '/sign-in',
        CLERK_SIGN_UP_URL: '/sign-up',
        CLERK_JS_URL: 'https://cdn.example',
        CLERK_IS_SATELLITE: 'true',
        CLERK_SECRET_KEY: 'sk_test_1',
      });
      expect(readOptions({}, read)).toMatchObject({ signInUrl: '/sign-in', isSatellite: true, secretKey: 'sk_test_1' });
    },
  );

  it('reads private variables with the private prefix only', () => {
    const env = {
      NUXT_CLERK_SECRET_KEY: 'sk_test_1',
      NUXT_CLERK_API_URL: 'http://localhost:1',
      NUXT_CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_1',
      NUXT_PUBLIC_CLERK_JWT_KEY: 'not read',
      NUXT_CLERK_PUBLISHABLE_KEY: 'not read',
      CLERK_API_URL: 'http://localhost:2',
      CLERK_ENCRYPTION_KEY: 'key',
    };
    expect(readFrameworkEnvironment(env, nuxt)).toEqual({
      CLERK_SECRET_KEY: 'sk_test_1',
      CLERK_API_URL: 'http://localhost:1',
      CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_1',
      CLERK_ENCRYPTION_KEY: 'key',
    });
  });

  it.each(['CLERK_SECRET_KEY', 'CLERK_MACHINE_SECRET_KEY', 'CLERK_ENCRYPTION_KEY', 'CLERK_WEBHOOK_SIGNING_SECRET'])(
    'refuses %s where browsers see it, without repeating it',
    (name) => {
      const read = () => readFrameworkEnvironment({ [`NUXT_PUBLIC_${name}`]: 'hush' }, nuxt);
      expect(read).toThrow(`NUXT_PUBLIC_${name} is set`);
      expect(read).not.toThrow('hush');
    },
  );

  it('reads plain names without a prefix', () => {
    expect(readFrameworkEnvironment({ CLERK_JWT_KEY: 'k', VITE_CLERK_DOMAIN: 'x' }, {})).toEqual({
      CLERK_JWT_KEY: 'k',
    });
  });
});
