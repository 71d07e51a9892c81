import { afterEach, describe, expect, it } from 'vitest';
import { loadFreshSources } from '../fresh-sources.js';
import { endReplay, readVectors, VectorReplay, type Upstream } from '../vector-replay.js';

interface Vector {
  readonly name: string;
  readonly doNotCopy?: string;
  readonly fn: string;
  readonly now: number;
  readonly token?: unknown;
  readonly options?: unknown;
  readonly args?: readonly unknown[];
  readonly upstream: readonly Upstream[];
  readonly expected: {
    readonly ok: boolean;
    readonly value?: unknown;
    readonly error?: { readonly reason?: string; readonly action?: string };
    readonly calls: readonly { readonly method: string; readonly url: string; readonly authorization?: string }[];
    readonly retryDelaysMs?: readonly number[];
  };
}

const vectors = readVectors<Vector>('verify-token');

type Public = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** The public functions, each time from fresh modules: keys are kept for the process. */
async function load(): Promise<Public> {
  // Vectors call public functions by name, with arguments of every kind.
  return (await loadFreshSources()) as unknown as Public;
}

/** As JSON has it. */
const asJson = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

interface Outcome {
  readonly value?: unknown;
  readonly error?: unknown;
  readonly world: VectorReplay;
}

async function run(vector: Vector): Promise<Outcome> {
  const world = new VectorReplay(vector.now, vector.upstream);
  const functions = await load();
  let args = vector.args ?? [vector.token, vector.options];
  if (vector.fn === 'hasValidSignature') args = [functions['decodeJwt']?.(args[0]), args[1]];
  try {
    return { value: await functions[vector.fn]?.(...args), world };
  } catch (error) {
    return { error, world };
  }
}

afterEach(endReplay);

describe('token functions, as recorded', () => {
  // What is of no known kind is refused in the answer, as every other token; verify-machine-auth-token.test.ts has it.
  const isOurs = ({ name }: Vector) => name === 'verifyMachineAuthToken/unknown-prefix';
  for (const vector of vectors.filter((each) => !each.doNotCopy && !isOurs(each))) {
    it(`${vector.fn} ${vector.name}`, async () => {
      const { value, error, world } = await run(vector);
      const { expected } = vector;
      expect({ ok: error === undefined, error }).toMatchObject({ ok: expected.ok });
      if (expected.ok) expect(comparable(value)).toEqual(comparable(expected.value));
      else {
        expect((error as { reason?: string }).reason).toBe(expected.error?.reason);
        expect((error as Error).message).not.toBe('');
        expect(Boolean((error as { action?: string }).action)).toBe(Boolean(expected.error?.action));
      }
      const calls = world.calls.map(({ method, url, headers }) => ({
        method,
        url,
        authorization: headers['authorization'],
      }));
      expect(calls).toEqual(expected.calls.map(({ method, url, authorization }) => ({ method, url, authorization })));
      if (expected.retryDelaysMs) expect(world.retryDelaysMs).toEqual(expected.retryDelaysMs);
    });
  }
});

interface MachineAnswer {
  readonly tokenType: string;
  readonly data?: unknown;
  readonly errors?: readonly { readonly code: string; readonly status?: number }[] | null;
}

/** Errors in answers count by code and status; their texts are ours. What is absent is null in the recordings. */
function comparable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('tokenType' in value)) return asJson(value);
  const { tokenType, data, errors } = value as MachineAnswer;
  return {
    tokenType,
    data: asJson(data) ?? null,
    errors: errors?.map(({ code, status }) => ({ code, status })) ?? null,
  };
}

/** What ours does where the recorded behaviour should not be copied: the reason of the refusal, or `ok`. */
const better: Readonly<Record<string, string>> = {
  'pem/garbage': 'jwt_key_invalid',
  'pem/private': 'jwt_key_invalid',
  'shape/payload-null': 'token-verification-failed',
  'tamper/crit': 'token-invalid',
  'header/cat-template': 'token-invalid',
  'header/cat-other': 'token-invalid',
  'kid/__proto__': 'jwk-kid-mismatch',
  'kid/constructor': 'jwk-kid-mismatch',
  'claim/exp-huge': 'token-verification-failed',
  'claim/exp-max-date': 'token-verification-failed',
  'claim/nbf-huge': 'token-verification-failed',
  'claim/iat-huge': 'token-verification-failed',
  'azp/string-option-substring': 'token-invalid-authorized-parties',
  'aud/empty-claim': 'token-verification-failed',
  'aud/null-claim': 'token-verification-failed',
  'aud/array-empty': 'token-verification-failed',
  'aud/object': 'token-verification-failed',
  'jwks/network-error': 'service_unavailable',
};

describe('token functions, where the recorded behaviour is a weakness', () => {
  for (const vector of vectors.filter(({ doNotCopy }) => doNotCopy)) {
    it(`${vector.fn} ${vector.name}: ${better[vector.name] ?? 'no expectation'}`, async () => {
      const { error } = await run(vector);
      expect((error as { code?: string } | undefined)?.code ?? 'ok').toBe(better[vector.name]);
    });
  }
});
