/** A person at an identity provider, as the provider's page returned it. */
export interface ProviderProfile {
  /** Strategy, such as `oauth_google`, or `enterprise_sso`. */
  readonly strategy: string;
  /** Id of the person at the provider. */
  readonly providerUserId: string;
  readonly emailAddress: string;
  /** Whether the provider vouches for the address. */
  readonly emailVerified: boolean;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly username: string | null;
  /** The enterprise connection; null for a social provider. */
  readonly connectionId: string | null;
}
