/** An application without an account: keys that a person can claim later. */
export interface AccountlessApplicationJSON {
  readonly object: 'accountless_application';
  readonly publishable_key: string;
  readonly secret_key: string;
  readonly claim_url: string;
  readonly api_keys_url: string;
  /** Identifier, unique within the instance. */
  readonly id: string;
}
