import type { AccountlessApplicationJSON } from '../../wire/accountless-application.js';
import { resource } from '../resource.js';

/** An application without an account: keys that a person can claim later. */
export class AccountlessApplication {
  /** Publishable key of the application, `pk_test_…`. */
  declare readonly publishableKey: string;
  /** Secret key of the application, `sk_test_…`. */
  declare readonly secretKey: string;
  /** Page on which a person claims the application for an account. */
  declare readonly claimUrl: string;
  /** Dashboard page with the keys. */
  declare readonly apiKeysUrl: string;
}

/** Reads `AccountlessApplicationJSON`. */
export const accountlessApplication = resource<AccountlessApplicationJSON>()(
  'accountless_application',
  AccountlessApplication,
  ['publishableKey', 'secretKey', 'claimUrl', 'apiKeysUrl'],
);
