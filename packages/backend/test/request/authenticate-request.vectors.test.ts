import { afterEach, describe, expect, it } from 'vitest';
import type { AuthenticateRequestOptions, ClerkOptions } from '../../src/options.js';
import { loadFreshSources, type Sources } from '../fresh-sources.js';
import { intendedDifferences, isOwnCookie } from './intended-differences.js';
import { endReplay, readVectors, stateFields, VectorReplay, type Upstream } from '../vector-replay.js';

interface Vector {
  readonly name: string;
  readonly doNotCopy?: string;
  readonly now: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly client: ClerkOptions;
  readonly options: AuthenticateRequestOptions;
  readonly request: { readonly method: string; readonly url: string; readonly headers: Record<string, string> };
  readonly upstream: readonly Upstream[];
  readonly expected: Readonly<Record<string, unknown>> & {
    readonly calls: readonly {
      readonly method: string;
      readonly url: string;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    }[];
  };
}

const vectors = readVectors<Vector>('authenticate-request');

/** Message texts are our own; that there is one, or none, is part of the contract. */
const asText = (value: unknown) => (typeof value === 'string' && value !== '' ? '<text>' : value);

function readHeaders(headers: Headers): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of headers) if (name !== 'set-cookie') result[name] = value;
  const cookies = headers.getSetCookie().filter((cookie) => !isOwnCookie(cookie));
  if (cookies.length > 0) result['set-cookie'] = cookies;
  if ('x-clerk-auth-message' in result) result['x-clerk-auth-message'] = '<text>';
  return result;
}

function readAuth(auth: object | null): unknown {
  if (!auth) return null;
  const fields = Object.entries(auth).filter(([, value]) => typeof value !== 'function' && value !== undefined);
  return Object.fromEntries(fields);
}

async function run(vector: Vector, { createClerkClient }: Sources) {
  const client = createClerkClient(vector.client);
  return client.authenticateRequest(new Request(vector.request.url, vector.request), vector.options);
}

afterEach(endReplay);

describe('authenticateRequest, as recorded', () => {
  for (const vector of vectors.filter(({ name, doNotCopy }) => !doNotCopy && !(name in intendedDifferences))) {
    it(vector.name, async () => {
      const world = new VectorReplay(vector.now, vector.upstream, vector.env);
      const sources = await loadFreshSources();
      const { expected } = vector;
      if ('throws' in expected) {
        await expect(run(vector, sources)).rejects.toHaveProperty('name', 'ConfigurationError');
        return;
      }
      const state = await run(vector, sources);
      const actual = Object.fromEntries(stateFields.map((name) => [name, state[name]]));
      expect(actual).toEqual(Object.fromEntries(stateFields.map((name) => [name, expected[name]])));
      expect(asText(state.message)).toEqual(expected['message']);
      expect(readHeaders(state.headers)).toEqual(expected['headers']);
      const auth = state.toAuth();
      if ('auth' in expected) expect(readAuth(auth)).toEqual(expected['auth']);
      if ('authPendingAllowed' in expected) {
        expect(readAuth(state.toAuth({ treatPendingAsSignedOut: false }))).toEqual(expected['authPendingAllowed']);
      }
      if ('getToken' in expected && auth) {
        const options = (expected['getTokenArgs'] as readonly [object?] | undefined)?.[0];
        expect(await auth.getToken(options)).toEqual(expected['getToken']);
      }
      for (const check of (expected['hasChecks'] ?? []) as readonly { params: object; result: boolean }[]) {
        expect([check.params, auth?.has(check.params)]).toEqual([check.params, check.result]);
      }
      const calls = world.calls.map((call) => ({
        method: call.method,
        url: call.url,
        body: call.body && (JSON.parse(call.body) as unknown),
      }));
      expect(calls).toEqual(expected.calls.map(({ method, url, body }) => ({ method, url, body })));
      if ('retryDelaysMs' in expected) expect(world.retryDelaysMs).toEqual(expected['retryDelaysMs']);
    });
  }
});
