/** The scopes that an application can get. Source: https://clerk.com/docs/guides/configure/auth-strategies/oauth/scoped-access */
export const scopesSupported = [
  'openid',
  'profile',
  'email',
  'public_metadata',
  'private_metadata',
  'offline_access',
  'user:org:read',
] as const;

/** What a consent page says about a scope. */
export const scopeTexts: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  profile: 'See your name, user name and picture',
  email: 'See your email address',
  public_metadata: 'See your public metadata',
  private_metadata: 'See your private metadata',
  offline_access: 'Keep access while you are away',
  'user:org:read': 'See the organization that you work in',
};
