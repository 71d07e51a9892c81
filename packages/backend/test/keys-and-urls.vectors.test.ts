import { describe, expect, it } from 'vitest';
import * as internal from '../src/internal.js';
import type { PathPattern } from '../src/internal.js';
import { requirePublishableKey } from '../src/publishable-key.js';
import { readVectors } from './vector-replay.js';

interface Vector {
  readonly name: string;
  readonly doNotCopy?: string;
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly expected: { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly name: string } };
}

const vectors = readVectors<Vector>('keys-and-urls');

interface ParseOptions {
  readonly fatal?: boolean;
  readonly proxyUrl?: string;
  readonly domain?: string;
  readonly isSatellite?: boolean;
}

/** The recorded function knows proxy and satellite; ours leaves them to the configuration, in the same order. */
function parsePublishableKey(key: string, { fatal, proxyUrl, domain, isSatellite }: ParseOptions = {}) {
  const parsed = fatal ? requirePublishableKey(key) : internal.parsePublishableKey(key);
  if (!parsed) return null;
  const satellite = isSatellite && domain && parsed.instanceType === 'production' ? `clerk.${domain}` : undefined;
  return { ...parsed, frontendApi: proxyUrl ?? satellite ?? parsed.frontendApi };
}

type Redirects = ReturnType<typeof internal.createRedirect<string>>;

const functions: Readonly<Record<string, (...args: readonly never[]) => unknown>> = {
  parsePublishableKey,
  isPublishableKey: internal.isPublishableKey,
  getCookieSuffix: internal.getCookieSuffix,
  isDevelopmentFromSecretKey: internal.isDevelopmentFromSecretKey,
  isProductionFromSecretKey: internal.isProductionFromSecretKey,
  isValidProxyUrl: internal.isValidProxyUrl,
  buildPublishableKey: internal.buildPublishableKey,
  buildAccountsBaseUrl: internal.buildAccountsBaseUrl,
  createPathMatcher: (patterns: readonly PathPattern[], path: string) => internal.createPathMatcher(patterns)(path),
  createRedirect: (
    params: Omit<internal.CreateRedirectParams<string>, 'redirectAdapter'>,
    method: keyof Redirects,
    options?: { returnBackUrl?: string | null },
  ) => internal.createRedirect({ ...params, redirectAdapter: (url) => url })[method](options),
  'createClerkRequest.cookies': (cookie: string) =>
    Object.fromEntries(internal.createClerkRequest('https://a.com/', { headers: { cookie } }).cookies),
  'createClerkRequest.clerkUrl': (url: string, headers: Record<string, string>) =>
    internal.createClerkRequest(url, { headers }).clerkUrl.href,
  reverificationErrorResponse: async (config: internal.ReverificationConfig) => {
    const response = internal.reverificationErrorResponse(config);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  },
};

async function run({ fn, args }: Vector): Promise<{ readonly value?: unknown; readonly error?: unknown }> {
  try {
    const value: unknown = await functions[fn]?.(...(args as readonly never[]));
    return { value };
  } catch (error) {
    return { error };
  }
}

describe('keys and URLs, as recorded', () => {
  for (const vector of vectors.filter(({ doNotCopy }) => !doNotCopy)) {
    it(vector.name, async () => {
      expect(functions).toHaveProperty([vector.fn]);
      const { value, error } = await run(vector);
      if (vector.expected.ok) expect(error ?? value).toEqual(vector.expected.value);
      else expect(error).toHaveProperty('code');
    });
  }
});

describe('keys and URLs, where the recorded behaviour is a weakness', () => {
  for (const vector of vectors.filter(({ doNotCopy }) => doNotCopy)) {
    it(vector.name, async () => {
      const { value } = await run(vector);
      if (vector.fn === 'createClerkRequest.clerkUrl') {
        // The path stays a path, whatever it looks like.
        expect(value).toBe('https://a.com//evil.com/p');
        return;
      }
      // The tasks page is a page: its path ends there, and the query follows.
      const { pathname, searchParams } = new URL(String(value));
      expect(pathname).toBe(vector.name.includes('redirectToSignUp') ? '/sign-in/create/tasks' : '/sign-in/tasks');
      expect(searchParams.get('a')).toBe('1');
    });
  }
});
