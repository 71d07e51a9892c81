import { toBase64Url } from './to-base64-url.js';
import { cleanKey } from './clean-key.js';
import { ConfigurationError } from './errors.js';

/** What a publishable key says. */
export interface PublishableKey {
  readonly instanceType: 'development' | 'production';
  /** Host of the Frontend API; may carry a port, and for the emulator a scheme and path. */
  readonly frontendApi: string;
}

const prefixes = { development: 'pk_test_', production: 'pk_live_' } as const;

/** What `atob` gives for base64 of the ordinary alphabet. It skips white space, and throws for what else is not base64. */
function decodeBase64(text: string): string | undefined {
  if (toBase64Url(text) === undefined) return undefined;
  try {
    return atob(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads a publishable key: `pk_live_` or `pk_test_`, then base64 of the Frontend API's host and `$`.
 * @returns `undefined` if it is not one
 * @see {@link https://clerk.com/docs/guides/how-clerk-works/overview | Clerk: publishable keys}
 */
export function parsePublishableKey(text: string): PublishableKey | undefined {
  const key = cleanKey(text);
  const instanceType = key.startsWith(prefixes.production)
    ? 'production'
    : key.startsWith(prefixes.development)
      ? 'development'
      : undefined;
  if (!instanceType) return undefined;
  const encoded = key.slice(prefixes[instanceType].length);
  if (encoded === '' || encoded.includes('_')) return undefined;
  const decoded = decodeBase64(encoded);
  if (!decoded?.endsWith('$')) return undefined;
  const frontendApi = decoded.slice(0, -1);
  return frontendApi.includes('$') || !frontendApi.includes('.') ? undefined : { instanceType, frontendApi };
}

/**
 * Reads a publishable key that must be there.
 * @throws {ConfigurationError} `publishable_key_missing`, `publishable_key_invalid`
 */
export function requirePublishableKey(key: string | undefined): PublishableKey {
  if (!key) {
    throw new ConfigurationError(
      'publishable_key_missing',
      'The publishable key is missing. Set CLERK_PUBLISHABLE_KEY or pass the option `publishableKey`; ' +
        'you find it in the dashboard under API keys, and the emulator prints its own.',
    );
  }
  const parsed = parsePublishableKey(key);
  if (!parsed) {
    const swapped = key.startsWith('sk_') ? ' What came looks like a secret key: are the two keys swapped?' : '';
    throw new ConfigurationError(
      'publishable_key_invalid',
      'CLERK_PUBLISHABLE_KEY (option `publishableKey`) is not a publishable key. Expected `pk_test_…` or `pk_live_…`, ' +
        `copied whole from the dashboard under API keys.${swapped}`,
    );
  }
  return parsed;
}

/** Whether a secret key belongs to a development instance. Only its prefix is looked at. */
export function isDevelopmentSecretKey(key: string): boolean {
  return /^(sk_)?test_/.test(cleanKey(key));
}

/** Origin under which an instance's Frontend API issues tokens; undefined if the host makes no URL. */
export function issuerOrigin(frontendApi: string): string | undefined {
  const url = frontendApi.startsWith('http') ? frontendApi : `https://${frontendApi}`;
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/** Whether a text is a publishable key. */
export function isPublishableKey(key: string): boolean {
  return parsePublishableKey(key) !== undefined;
}

/** Whether a secret key belongs to a production instance. Only its prefix is looked at. */
export function isProductionSecretKey(key: string): boolean {
  return /^(sk_)?live_/.test(cleanKey(key));
}

/** Hosts of instances from before `accounts.dev`. */
const legacyDevelopmentHost = /^clerk\..*\.(lcl\.dev|lclstage\.dev|lclclerk\.com)$/;
const developmentHost = /^[a-z]+-[a-z]+-\d{1,2}\.clerk\.accounts([a-z.]*)(dev|com)$/i;

/** The publishable key of a Frontend API host. */
export function buildPublishableKey(frontendApi: string): string {
  const isDevelopment = developmentHost.test(frontendApi) || legacyDevelopmentHost.test(frontendApi);
  const prefix = isDevelopment ? prefixes.development : prefixes.production;
  return `${prefix}${btoa(`${frontendApi}$`).replace(/=+$/, '')}`;
}

/** Base URL of the accounts portal that belongs to a Frontend API; empty for none. */
export function buildAccountsBaseUrl(frontendApi: string): string {
  if (!frontendApi) return '';
  const accounts = frontendApi
    .replace('clerk.accountsstage.', 'accountsstage.')
    .replace(/clerk\.accounts\.|clerk\./, 'accounts.');
  return accounts.startsWith('http') ? accounts : `https://${accounts}`;
}

/** Whether a text can be a proxy URL: absolute, protocol-relative, or a path; nothing counts too. */
export function isValidProxyUrl(url: string | undefined): boolean {
  return !url || /^https?:\/\//.test(url) || url.startsWith('/');
}
