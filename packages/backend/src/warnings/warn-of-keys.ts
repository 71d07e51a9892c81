import { warn } from './warn.js';

/**
 * Tells the operator of keys that cannot be right. They are taken all the same: another service may have keys of another form, and so have tests.
 * What is certainly wrong is an error of the option's check.
 */
export function warnOfKeys(keys: {
  readonly secretKey?: string | undefined;
  readonly publishableKey?: string | undefined;
}): void {
  const { secretKey, publishableKey } = keys;
  if (!secretKey) return;
  const kind = /^(?:sk_)?(test|live)_/.exec(secretKey)?.[1];
  if (!kind) {
    warn(
      'ACME_SECRET_KEY_UNUSUAL',
      '',
      'CLERK_SECRET_KEY (option `secretKey`) is not a secret key. Expected `sk_test_…` or `sk_live_…`, copied whole from the dashboard under API keys.',
    );
  } else if (publishableKey && !publishableKey.startsWith(`pk_${kind}_`)) {
    warn(
      'ACME_KEYS_DIFFER',
      'kind',
      'CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY are of different instances: one is of development (`_test_`), the other of production (`_live_`). Copy both from the same page of the dashboard.',
    );
  }
}
