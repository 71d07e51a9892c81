import { queryParameter } from './query-parameter.js';

/** Names that the protocol uses, for packages that handle its requests themselves. */
export const constants = {
  Attributes: {
    AuthToken: '__clerkAuthToken',
    AuthSignature: '__clerkAuthSignature',
    AuthStatus: '__clerkAuthStatus',
    AuthReason: '__clerkAuthReason',
    AuthMessage: '__clerkAuthMessage',
    ClerkUrl: '__clerkUrl',
  },
  Cookies: {
    Session: '__session',
    Refresh: '__refresh',
    ClientUat: '__client_uat',
    Handshake: '__clerk_handshake',
    DevBrowser: '__clerk_db_jwt',
    RedirectCount: '__clerk_redirect_count',
    HandshakeNonce: '__clerk_handshake_nonce',
  },
  Headers: {
    Accept: 'accept',
    AuthMessage: 'x-clerk-auth-message',
    Authorization: 'authorization',
    AuthReason: 'x-clerk-auth-reason',
    AuthSignature: 'x-clerk-auth-signature',
    AuthStatus: 'x-clerk-auth-status',
    AuthToken: 'x-clerk-auth-token',
    CacheControl: 'cache-control',
    ClerkRedirectTo: 'x-clerk-redirect-to',
    ClerkRequestData: 'x-clerk-request-data',
    ClerkUrl: 'x-clerk-clerk-url',
    CloudFrontForwardedProto: 'cloudfront-forwarded-proto',
    ContentType: 'content-type',
    ContentSecurityPolicy: 'content-security-policy',
    ContentSecurityPolicyReportOnly: 'content-security-policy-report-only',
    EnableDebug: 'x-clerk-debug',
    ForwardedHost: 'x-forwarded-host',
    ForwardedPort: 'x-forwarded-port',
    ForwardedProto: 'x-forwarded-proto',
    Host: 'host',
    Location: 'location',
    Nonce: 'x-nonce',
    Origin: 'origin',
    Referrer: 'referer',
    SecFetchDest: 'sec-fetch-dest',
    SecFetchSite: 'sec-fetch-site',
    UserAgent: 'user-agent',
    ReportingEndpoints: 'reporting-endpoints',
  },
  ContentTypes: { Json: 'application/json' },
  QueryParameters: {
    ClerkSynced: queryParameter.synced,
    SuffixedCookies: queryParameter.suffixedCookies,
    ClerkRedirectUrl: queryParameter.redirectUrl,
    DevBrowser: queryParameter.devBrowser,
    Handshake: queryParameter.handshake,
    HandshakeHelp: queryParameter.handshakeHelp,
    LegacyDevBrowser: queryParameter.legacyDevBrowser,
    HandshakeReason: queryParameter.handshakeReason,
    HandshakeNonce: queryParameter.handshakeNonce,
    HandshakeFormat: queryParameter.handshakeFormat,
    Session: queryParameter.session,
  },
  ClerkSyncStatus: { NeedsSync: 'false', Completed: 'true' },
} as const;

/** The kinds of token a request can carry. */
export const TokenType = {
  SessionToken: 'session_token',
  ApiKey: 'api_key',
  M2MToken: 'm2m_token',
  OAuthToken: 'oauth_token',
} as const;
/** One of the values of {@link TokenType}. */
export type TokenType = (typeof TokenType)[keyof typeof TokenType];
