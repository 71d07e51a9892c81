import type { SamlIdpSlug } from '../rest/endpoints/saml-connections.js';

/** An OAuth provider that an instance defines itself. */
export type CustomOauthProvider = `custom_${string}`;

export type AgentIDOauthProvider = 'agentid';
export type AppleOauthProvider = 'apple';
export type AtlassianOauthProvider = 'atlassian';
export type BitbucketOauthProvider = 'bitbucket';
export type BoxOauthProvider = 'box';
export type CoinbaseOauthProvider = 'coinbase';
export type DiscordOauthProvider = 'discord';
export type DropboxOauthProvider = 'dropbox';
export type EnstallOauthProvider = 'enstall';
export type FacebookOauthProvider = 'facebook';
export type GithubOauthProvider = 'github';
export type GitlabOauthProvider = 'gitlab';
export type GoogleOauthProvider = 'google';
export type HubspotOauthProvider = 'hubspot';
export type HuggingfaceOAuthProvider = 'huggingface';
export type InstagramOauthProvider = 'instagram';
export type LinearOauthProvider = 'linear';
export type LineOauthProvider = 'line';
export type LinkedinOauthProvider = 'linkedin';
export type LinkedinOIDCOauthProvider = 'linkedin_oidc';
export type MicrosoftOauthProvider = 'microsoft';
export type NotionOauthProvider = 'notion';
export type SlackOauthProvider = 'slack';
export type SpotifyOauthProvider = 'spotify';
export type TiktokOauthProvider = 'tiktok';
export type TwitchOauthProvider = 'twitch';
export type TwitterOauthProvider = 'twitter';
export type VercelOauthProvider = 'vercel';
export type XeroOauthProvider = 'xero';
export type XOauthProvider = 'x';

/** Every OAuth provider, without the prefix `oauth_`. */
export type OAuthProvider =
  | AgentIDOauthProvider
  | AppleOauthProvider
  | AtlassianOauthProvider
  | BitbucketOauthProvider
  | BoxOauthProvider
  | CoinbaseOauthProvider
  | CustomOauthProvider
  | DiscordOauthProvider
  | DropboxOauthProvider
  | EnstallOauthProvider
  | FacebookOauthProvider
  | GithubOauthProvider
  | GitlabOauthProvider
  | GoogleOauthProvider
  | HubspotOauthProvider
  | HuggingfaceOAuthProvider
  | InstagramOauthProvider
  | LinearOauthProvider
  | LineOauthProvider
  | LinkedinOauthProvider
  | LinkedinOIDCOauthProvider
  | MicrosoftOauthProvider
  | NotionOauthProvider
  | SlackOauthProvider
  | SpotifyOauthProvider
  | TiktokOauthProvider
  | TwitchOauthProvider
  | TwitterOauthProvider
  | VercelOauthProvider
  | XeroOauthProvider
  | XOauthProvider;

/** A scope as the provider names it. */
export type OAuthScope = string;

/** The sign-in strategy of a provider that an instance defines itself. */
export type CustomOAuthStrategy = `oauth_custom_${string}`;

/** The sign-in strategy of an OAuth provider, for example `oauth_google`. */
export type OAuthStrategy = `oauth_${OAuthProvider}` | CustomOAuthStrategy;

/** What people see of an OAuth provider. */
export interface OAuthProviderData {
  readonly provider: OAuthProvider;
  readonly strategy: OAuthStrategy;
  /** Name shown to people. */
  readonly name: string;
  /** Page with the set-up steps. */
  readonly docsUrl?: string;
}

/** Settings of one OAuth provider in an instance. */
export interface OAuthProviderSettings {
  readonly strategy: OAuthStrategy;
  readonly enabled: boolean;
  readonly required: boolean;
  readonly authenticatable: boolean;
  /** Name shown to people. */
  readonly name: string;
  /** Picture of the provider. */
  readonly logo_url: string | null;
}

/** Settings of all OAuth providers, by strategy. */
export type OAuthProviders = { readonly [Strategy in OAuthStrategy]: OAuthProviderSettings };

/** What people see of a SAML identity provider. */
export interface SamlIdp {
  readonly name: string;
  readonly logo: string;
}

/** SAML identity providers by slug. */
export type SamlIdpMap = Readonly<Record<SamlIdpSlug, SamlIdp>>;

/** The protocol of an enterprise connection. */
export type EnterpriseProtocol = 'saml' | 'oauth';

/** The identity provider of an enterprise connection. */
export type EnterpriseProvider = SamlIdpSlug | `oauth_${OAuthProvider}`;
