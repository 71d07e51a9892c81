import { afterEach, describe, expect, it } from 'vitest';
import type { AuthenticateRequestOptions, ClerkOptions } from '../../src/options.js';
import { loadFreshSources } from '../fresh-sources.js';
import { intendedDifferences, signedIn } from './intended-differences.js';
import { endReplay, readVectors, VectorReplay, type Upstream } from '../vector-replay.js';

interface Vector {
  readonly name: string;
  readonly doNotCopy?: string;
  readonly now: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly client: ClerkOptions;
  readonly options: AuthenticateRequestOptions;
  readonly request: { readonly method: string; readonly url: string; readonly headers: Record<string, string> };
  readonly upstream: readonly Upstream[];
}

afterEach(endReplay);

describe('authenticateRequest, where ours is meant to differ from the recording', () => {
  for (const vector of readVectors<Vector>('authenticate-request').filter(
    ({ name, doNotCopy }) => doNotCopy || name in intendedDifferences,
  )) {
    it(vector.name, async () => {
      new VectorReplay(vector.now, vector.upstream, vector.env);
      const { createClerkClient } = await loadFreshSources();
      const request = new Request(vector.request.url, vector.request);
      const state = await createClerkClient(vector.client).authenticateRequest(request, vector.options);
      const expected = intendedDifferences[vector.name];
      expect({ status: state.status, reason: state.reason }).toEqual({
        status: expected?.status,
        reason: expected?.reason,
      });
      expect(state.toAuth()?.isAuthenticated ?? false).toBe(expected === signedIn);

      const location = state.headers.get('location');
      if (state.status !== 'handshake' || !location) return;
      const url = new URL(location);
      expect(url.origin).toBe(expected?.leadsTo);
      const back = url.searchParams.get('redirect_url');
      if (back) expect(new URL(back).origin).toBe(expected?.leadsBackTo);
      // A token never follows to a host that only a header named, and one from a header never stands in a URL.
      if (/^url\/forwarded-host-spoof|header-token/.test(vector.name))
        expect(url.searchParams.has('__session')).toBe(false);
      expect(state.headers.getSetCookie()[0]).toMatch(/^__clerk_redirect_count=[123];/);
    });
  }
});
