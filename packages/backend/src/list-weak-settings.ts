import { isLoopback } from './is-loopback.js';
import type { AllOptions } from './options.js';

/** A setting that is weaker than it could be. */
export interface WeakSetting {
  /** The option to set. */
  readonly option: keyof AllOptions;
  /** What can happen. */
  readonly risk: string;
  /** What to do about it. */
  readonly fix: string;
}

interface Rule extends WeakSetting {
  readonly isWeak: (options: AllOptions) => boolean;
}

/** Whether what is sent to a URL can be read on the way. A path is under an origin that is not known here. */
function isOpenToOthers(url: string | undefined): boolean {
  const parsed = url && URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === 'http:' && !isLoopback(parsed);
}

/** An http(s) URL that no browser sends as `Origin`, because it has a path, a default port or capital letters. */
const isNoOrigin = (url: string) => /^https?:/i.test(url) && URL.canParse(url) && new URL(url).origin !== url;

/** A minute is ten times what synchronized clocks need. */
const generousSkewMs = 60_000;

const rules: readonly Rule[] = [
  {
    option: 'authorizedParties',
    isWeak: ({ authorizedParties }) => !authorizedParties || authorizedParties.length === 0,
    risk: 'A session token that was issued to another application of the instance is accepted here.',
    fix: 'List the origins of this application: `authorizedParties: ["https://app.example.com"]`.',
  },
  {
    option: 'authorizedParties',
    isWeak: ({ authorizedParties = [] }) => [authorizedParties].flat().some(isNoOrigin),
    risk: 'No token matches an authorized party with a path, a slash at the end, a default port or capital letters.',
    fix: 'Write each as browsers send origins: `https://app.example.com`.',
  },
  {
    option: 'strict',
    isWeak: ({ strict }) => !strict,
    risk: 'The issuer of tokens is not compared with the instance; only its keys tell them apart.',
    fix: 'Set `strict: true`.',
  },
  {
    option: 'trustedForwardedHosts',
    isWeak: ({ strict, trustedForwardedHosts }) => !strict && !trustedForwardedHosts,
    risk: 'Whoever reaches the server past its proxy decides by X-Forwarded-Host where redirects lead back to.',
    fix: 'List the public hosts: `trustedForwardedHosts: ["app.example.com"]`, or set `strict: true`.',
  },
  {
    option: 'clockSkewInMs',
    isWeak: ({ clockSkewInMs }) => (clockSkewInMs ?? 0) > generousSkewMs,
    risk: 'Expired tokens are accepted for longer than a minute.',
    fix: 'Leave `clockSkewInMs` at its default of 5000 and synchronize the clock.',
  },
  {
    option: 'proxyUrl',
    isWeak: ({ proxyUrl }) => isOpenToOthers(proxyUrl),
    risk: 'Sign-in happens over an unencrypted connection.',
    fix: 'Use an https URL.',
  },
  {
    option: 'apiUrl',
    isWeak: ({ apiUrl }) => isOpenToOthers(apiUrl),
    risk: 'The secret key travels over an unencrypted connection.',
    fix: 'Use an https URL.',
  },
];

/**
 * Lists the settings in force that are weaker than they could be: for a start-up log or a test of your own.
 * @param options - the options as you give them to `createClerkClient` or a middleware
 * @example
 * for (const { option, risk, fix } of listWeakSettings(options)) console.warn(`${option}: ${risk} ${fix}`);
 */
export function listWeakSettings(options: AllOptions): readonly WeakSetting[] {
  return rules.filter(({ isWeak }) => isWeak(options)).map(({ option, risk, fix }) => ({ option, risk, fix }));
}
