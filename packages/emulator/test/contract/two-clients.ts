import { createClerkClient as createOurClient } from '@acme/backend';
import { createClerkClient as createOfficialClient, type ClerkClient } from '@clerk/backend';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { demoSeed } from '../../src/controls/demo-seed.js';
import { backendApi } from '../openapi/backend-api.js';
import { known } from '../openapi/known-deviations.js';

/** One client and the emulator that it calls. */
export interface Setup {
  /** Typed as the official one; ours has the same methods. */
  readonly clerk: ClerkClient;
  readonly emulator: Emulator;
  /** A client with another key, such as that of a machine. */
  readonly clientWith: (options: { readonly machineSecretKey: string }) => ClerkClient;
}

/** A call and its result. */
interface Step {
  readonly call: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** The methods of the official client that this file called. */
const called = new Set<string>();

/** A result without the values that differ between two emulators. */
function comparable(value: unknown, { url, publishableKey }: Emulator): unknown {
  if (value === undefined) return 'nothing';
  // The official classes contain the raw answer; ours hide it.
  const show = (name: string, item: unknown) => (name === '_raw' ? undefined : isJwt(item) ? decodeJwt(item) : item);
  const text = JSON.stringify(value, show)
    .replaceAll(url, '<emulator>')
    .replaceAll(new URL(url).host, '<host>')
    .replaceAll(publishableKey, '<key>');
  return JSON.parse(text.replaceAll(encodeURIComponent(url), '<emulator>')) as unknown;
}

const isJwt = (value: unknown): value is string =>
  typeof value === 'string' && /^ey[\w-]+\.ey[\w-]+\.[\w-]+$/.test(value);

function describeError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return String(error);
  const { status, errors } = error as { status?: number; errors: readonly { code: string; meta?: object }[] };
  return { status, errors: errors.map(({ code, meta }) => ({ code, meta })) };
}

/** A client that records every call. */
function recorded(client: ClerkClient, emulator: Emulator, steps: Step[]): ClerkClient {
  const wrap = (api: object, name: string): object =>
    new Proxy(api, {
      get(target, property) {
        const method: unknown = Reflect.get(target, property);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          const call = `${name}.${String(property)}`;
          called.add(call);
          try {
            const result: unknown = await Reflect.apply(method, target, args);
            steps.push({ call, result: comparable(result, emulator) });
            return result;
          } catch (error) {
            steps.push({ call, error: describeError(error) });
            throw error;
          }
        };
      },
    });
  return new Proxy(client, {
    get(target, property) {
      const api: unknown = Reflect.get(target, property);
      return typeof api === 'object' && api !== null ? wrap(api, String(property)) : api;
    },
  });
}

const clients = {
  // Ours has the official client's methods; its types are our own.
  ours: (options: object) => createOurClient(options) as unknown as ClerkClient,
  official: (options: object) => createOfficialClient({ ...options, telemetry: { disabled: true } }),
};

/** Deviations of the official client's exchanges from the service's description. */
const seen = new Set<string>();

/** Records all exchanges with the Backend API; only the official client calls `fetch`. */
async function observed(run: () => Promise<void>): Promise<void> {
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.clone().text();
    const response = await realFetch(request);
    const url = new URL(request.url);
    if (response.headers.get('content-type') !== 'application/json') return response;
    const isJson = request.headers.get('content-type') === 'application/json' && text !== '';
    const exchange = {
      method: request.method,
      path: url.pathname.replace(/^\/v1/, ''),
      body: isJson ? (JSON.parse(text) as unknown) : undefined,
      status: response.status,
      answer: (await response.clone().json()) as unknown,
    };
    for (const deviation of backendApi.deviations(exchange)) seen.add(deviation);
    return response;
  };
  try {
    await run();
  } finally {
    globalThis.fetch = realFetch;
  }
}

/** People without organizations: the scenarios count what they create. */
const people = { users: (demoSeed.users ?? []).slice(0, 3) };

async function play(
  client: keyof typeof clients,
  options: EmulatorOptions,
  run: (setup: Setup) => Promise<void>,
): Promise<readonly Step[]> {
  const start = Date.parse('2026-05-12T12:00:00Z');
  let ticks = 0;
  // The clock advances by one ms per reading, so that the order of events is the same in each run.
  const emulator = await createEmulator({
    deterministicIds: true,
    now: () => start + ticks++,
    seed: people,
    ...options,
  });
  const steps: Step[] = [];
  const base = {
    secretKey: emulator.secretKey,
    publishableKey: emulator.publishableKey,
    apiUrl: new URL(emulator.url).origin,
  };
  const make = (more: object) => recorded(clients[client]({ ...base, ...more }), emulator, steps);
  try {
    const scene = () => run({ clerk: make({}), emulator, clientWith: make });
    await (client === 'official' ? observed(scene) : scene());
    return steps;
  } finally {
    await emulator.close();
  }
}

/**
 * Runs a scenario with our client and with the official one, each with its own emulator, and expects equal results of all
 * calls.
 */
export function scenario(name: string, run: (setup: Setup) => Promise<void>, options: EmulatorOptions = {}): void {
  it(name, async () => {
    const official = await play('official', options, run);
    const ours = await play('ours', options, run);
    expect(ours).toEqual(official);
    expect(official.length).toBeGreaterThan(0);
  });
}

/** The error of a call, as status and first code. */
export async function refusal(
  call: Promise<unknown>,
): Promise<readonly [status: number | undefined, code: string | undefined]> {
  const error: unknown = await call.then(
    () => {
      throw new Error('The call was not refused.');
    },
    (reason: unknown) => reason,
  );
  const { status, errors } = error as { status?: number; errors?: readonly { code: string }[] };
  return [status, errors?.[0]?.code ?? String(error)];
}

/** Expects that all exchanges of a file's scenarios match the service's description, except for the listed deviations. */
export function expectAsDescribed(): void {
  it('sends and answers as the description of the service says', () => {
    expect([...seen].filter((deviation) => !known.some((listed) => listed.test(deviation))).sort()).toEqual([]);
  });
}

/** Expects that the scenarios of a file call every method of these sub-APIs. */
export function expectAllMethodsCalled(...names: readonly (keyof ClerkClient)[]): void {
  describe('every method', () => {
    it.each(names.flatMap((name) => methodsOf(name)))('%s is called', (method) => {
      expect(called).toContain(method);
    });
  });
}

/** The methods of a sub-API of the official client, with its name before a dot. */
export function methodsOf(name: string): readonly string[] {
  const api: unknown = Reflect.get(createOfficialClient({ secretKey: 'sk_test_x' }), name);
  const found = new Set<string>();
  for (
    let level: unknown = api;
    typeof level === 'object' && level !== null && level !== Object.prototype;
    level = Object.getPrototypeOf(level)
  ) {
    for (const method of Object.getOwnPropertyNames(level)) {
      const isMethod = typeof Reflect.get(level, method) === 'function';
      if (isMethod && !['constructor', 'requireId', 'request'].includes(method) && !/^[_#]/.test(method))
        found.add(`${name}.${method}`);
    }
  }
  return [...found];
}
