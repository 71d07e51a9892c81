import { bearer } from 'testing';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import type { Observer } from '../../src/observer.js';
import type { ClerkOptions, KeyValueStore, RevocationStore } from '../../src/options.js';
import { clientOf, startInstance, type Instance } from '../revocations/instance.js';

let instance: Instance;
let warnings: (Error & { code?: string })[];
let errors: string[];
const nothing = { run: <T>(work: () => T) => work(), end: () => undefined };
let observer: Observer;
const base = { startDecision: () => nothing, startCall: () => nothing, countLookup: () => undefined };
/** One for each test: a log of revocations is read in the background for a while. */
const observerOf = (counted: string[]): Observer => ({
  ...base,
  countStoreError: (store, errorType) => void counted.push(`${store} ${errorType}`),
});
const note = (warning: Error) => void warnings.push(warning);

beforeAll(async () => {
  instance = await startInstance();
});
beforeEach(() => {
  warnings = [];
  errors = [];
  observer = observerOf(errors);
  process.on('warning', note);
});
afterEach(() => {
  process.off('warning', note);
  vi.useRealTimers();
});
afterAll(() => instance.close());

const dead = Object.assign(new Error('connect ECONNREFUSED redis://:password@10.0.0.1'), { code: 'ECONNREFUSED' });
const never = () => new Promise<never>(() => undefined);
const failures = {
  throws: [
    () => {
      throw dead;
    },
    'ECONNREFUSED',
  ],
  rejects: [() => Promise.reject(dead), 'ECONNREFUSED'],
  hangs: [never, 'timeout'],
  'throws no error': [
    () => {
      const text: unknown = 'a text';
      throw text;
    },
    '_OTHER',
  ],
  'throws an error with a name of its own': [
    () => Promise.reject(Object.assign(new Error('no'), { name: 'redis://:password@10.0.0.1' })),
    '_OTHER',
  ],
} as const;

const keyValue = (fail: () => Promise<never>): KeyValueStore => ({ get: fail, set: fail });
const log = (fail: () => Promise<never>): RevocationStore => ({ readAfter: fail, append: fail });

const headers = bearer('ak_failing');
const authenticate = (options: ClerkOptions) =>
  clientOf(instance, { observer, ...options }).authenticateRequest(
    new Request('https://app.example.com/', { headers }),
    {
      acceptsToken: 'api_key',
    },
  );

const stores: readonly (readonly [string, string, (fail: () => Promise<never>) => Promise<unknown>])[] = [
  ['revocations', 'revocations', (fail) => authenticate({ revocations: { store: log(fail) } })],
  [
    'machineTokenCache',
    'machine_tokens',
    (fail) => authenticate({ machineTokenCache: { ttlMs: 1000, store: keyValue(fail) } }),
  ],
  [
    'cache',
    'reads',
    (fail) => clientOf(instance, { observer, cache: { ttlMs: 1000, store: keyValue(fail) } }).users.getUser('user_1'),
  ],
];

/** Warnings are given a moment later. */
const given = () => new Promise((resolve) => setImmediate(resolve));

let hours = 0;

describe.each(stores)('the store of `%s`', (option, name, use) => {
  // A fault gives one warning a minute: each test comes an hour after the one before.
  beforeEach(() => {
    hours += 1;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
  });

  it.each(Object.entries(failures))('that %s is counted, and gives one warning', async (_, [fail, errorType]) => {
    await use(fail);
    await use(fail);
    await given();
    expect(errors.length).toBeGreaterThan(1);
    expect(new Set(errors)).toEqual(new Set([`${name} ${errorType}`]));
    const own = warnings.filter(({ message }) => message.includes(`\`${option}\``));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ name: 'AcmeWarning', code: 'ACME_STORE_FAILED' });
    expect(own[0]?.message).toContain(`option \`${option}\` failed (${errorType})`);
    expect(own[0]?.message).not.toContain('password');
  });

  it('that works is not', async () => {
    const store = {
      get: () => Promise.resolve(undefined),
      set: () => Promise.resolve(),
      readAfter: () => Promise.resolve({ entries: [], position: undefined }),
      append: () => Promise.resolve(),
    };
    await authenticate({ revocations: { store }, machineTokenCache: { ttlMs: 1000, store } });
    await clientOf(instance, { observer, cache: { ttlMs: 1000, store } }).users.getUser('user_1');
    await given();
    expect([errors, warnings]).toEqual([[], []]);
  });
});

it('a log of revocations that answers nonsense gives a warning, too', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 100 * 3_600_000 });
  const store = { append: () => Promise.resolve(), readAfter: () => Promise.resolve('nonsense' as never) };
  await authenticate({ revocations: { store } });
  await given();
  // On a slow machine the log has been read again in the background by now.
  expect(new Set(errors)).toEqual(new Set(['revocations invalid_answer']));
  expect(warnings).toHaveLength(1);
});

it('an observer whose function throws changes nothing, nor one that has none', async () => {
  const broken: Observer = {
    ...base,
    countStoreError: () => {
      throw new Error('no');
    },
  };
  for (const each of [base, broken]) {
    const revocations = { store: log(() => Promise.reject(dead)) };
    expect(await authenticate({ observer: each, revocations })).toMatchObject({ isAuthenticated: true });
  }
});
