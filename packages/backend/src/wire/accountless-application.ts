/** An application without an account: keys that a person can claim later. */
export interface AccountlessApplicationJSON {
  readonly object: 'accountless_application';
  /** Publishable key of the application, `pk_test_…`. */
  readonly publishable_key: string;
  /** Secret key of the application, `sk_test_…`. */
  readonly secret_key: string;
  /** Page on which a person claims the application for an account. */
  readonly claim_url: string;
  /** Dashboard page with the keys. */
  readonly api_keys_url: string;
  /** Identifier, unique within the instance. */
  readonly id: string;
}
