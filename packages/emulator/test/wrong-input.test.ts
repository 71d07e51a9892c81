import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());

const circular: Record<string, unknown> = {};
circular['self'] = circular;

const anyObject = { unknown: 1 };
const emptyList: readonly unknown[] = [];

/** Values of every type, which no control takes. */
const wrong = [
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  Symbol('s'),
  () => 1,
  circular,
  anyObject,
  emptyList,
  [null],
];

type Call = (value: never) => unknown;
const userId = () => emulator.users[0]?.id ?? '';
const url = 'http://localhost:1/';

/** Each control, with a wrong value in the place of each of its parameters and fields. */
const controls: Readonly<Record<string, Call>> = {
  import: (value) => emulator.import(value),
  signIn: (value) => emulator.signIn(value),
  'signIn options': (value) => emulator.signIn(userId(), value),
  'signIn origin': (value) => emulator.signIn(userId(), { origin: value }),
  signToken: (value) => emulator.signToken(value),
  'signToken options': (value) => emulator.signToken({}, value),
  'signToken expiresInSeconds': (value) => emulator.signToken({}, { expiresInSeconds: value }),
  'signToken header': (value) => emulator.signToken({}, { header: value }),
  'clock.set': (value) => emulator.clock.set(value),
  'clock.advance': (value) => emulator.clock.advance(value),
  'faults.add': (value) => emulator.faults.add(value),
  'faults.add path': (value) => emulator.faults.add({ status: 500, path: value }),
  'faults.add times': (value) => emulator.faults.add({ status: 500, times: value }),
  'faults.add latencyMs': (value) => emulator.faults.add({ latencyMs: value }),
  'faults.add status': (value) => emulator.faults.add({ status: value }),
  'faults.add headers': (value) => emulator.faults.add({ status: 500, headers: value }),
  'settings.update': (value) => emulator.settings.update(value),
  'settings.update part': (value) => emulator.settings.update({ organizations: value }),
  'webhooks.add': (value) => emulator.webhooks.add(value),
  'webhooks.add url': (value) => emulator.webhooks.add({ url: value }),
  'webhooks.add secret': (value) => emulator.webhooks.add({ url, secret: value }),
  'webhooks.next': (value) => emulator.webhooks.next(value, { timeoutMs: 60_000 }),
  'webhooks.next options': (value) => emulator.webhooks.next('user.created', value),
  'webhooks.next timeoutMs': (value) => emulator.webhooks.next('user.created', { timeoutMs: value }),
  'inbox.next': (value) => emulator.inbox.next(value, { timeoutMs: 60_000 }),
  'inbox.next options': (value) => emulator.inbox.next('a@example.com', value),
  'inbox.next timeoutMs': (value) => emulator.inbox.next('a@example.com', { timeoutMs: value }),
  'inbox.list': (value) => emulator.inbox.list(value),
  'requests.find': (value) => emulator.requests.find(value),
  envFor: (value) => emulator.envFor(value),
  mintSessionToken: (value) => emulator.mintSessionToken(value),
  'mintSessionToken userId': (value) => emulator.mintSessionToken({ userId: value }),
  'mintSessionToken orgId': (value) => emulator.mintSessionToken({ userId: userId(), orgId: value }),
  'mintSessionToken expiresInSeconds': (value) =>
    emulator.mintSessionToken({ userId: userId(), expiresInSeconds: value }),
  mintApiKey: (value) => emulator.mintApiKey(value),
  'mintApiKey subject': (value) => emulator.mintApiKey({ subject: value }),
  'mintApiKey name': (value) => emulator.mintApiKey({ subject: userId(), name: value }),
  mintM2MToken: (value) => emulator.mintM2MToken(value),
  'mintM2MToken machineId': (value) => emulator.mintM2MToken({ machineId: value }),
  'mintM2MToken format': (value) => emulator.mintM2MToken({ format: value }),
  mintOAuthToken: (value) => emulator.mintOAuthToken(value),
  'mintOAuthToken userId': (value) => emulator.mintOAuthToken({ userId: value }),
  'mintOAuthToken applicationId': (value) => emulator.mintOAuthToken({ userId: userId(), applicationId: value }),
  'mintOAuthToken scopes': (value) => emulator.mintOAuthToken({ userId: userId(), scopes: value }),
  'mintOAuthToken jkt': (value) => emulator.mintOAuthToken({ userId: userId(), jkt: value }),
  createEmulator: (value) => createEmulator(value),
  'createEmulator port': (value) => createEmulator({ port: value }),
  'createEmulator hostname': (value) => createEmulator({ hostname: value }),
  'createEmulator database': (value) => createEmulator({ database: value }),
  'createEmulator publishableKey': (value) => createEmulator({ publishableKey: value }),
  'createEmulator secretKey': (value) => createEmulator({ secretKey: value }),
  'createEmulator sessionTokenLifetimeSeconds': (value) => createEmulator({ sessionTokenLifetimeSeconds: value }),
  'createEmulator handshakeFormat': (value) => createEmulator({ handshakeFormat: value }),
  'createEmulator rateLimit': (value) => createEmulator({ rateLimit: value }),
};

/** What a control takes although the list has it. */
const accepted: Readonly<Record<string, unknown>> = {
  signToken: anyObject,
  'signToken header': anyObject,
  'mintOAuthToken scopes': emptyList,
};

it.each(Object.entries(controls))('%s refuses wrong values with a described error', async (name, call) => {
  for (const value of wrong.filter((one) => one !== accepted[name])) {
    const run = async () => {
      const made = await call(value as never);
      throw new Error(
        `${name} accepted ${typeof value === 'symbol' ? 'a symbol' : typeof value}: ${JSON.stringify(made) ?? ''}`,
      );
    };
    await expect(run()).rejects.toMatchObject({
      name: 'EmulatorError',
      code: expect.stringMatching(/_(invalid|unusable|unknown_key)$/) as string,
    });
  }
  expect((await fetch(`${emulator.url}/v1/environment`)).status).toBe(200);
});

it.each<readonly [string, () => unknown]>([
  ['a time after the year 9999', () => emulator.clock.set(9e15)],
  ['a time before 1970', () => emulator.clock.advance(-9e13)],
  ['a body that JSON cannot hold', () => emulator.faults.add({ body: circular })],
  ['a delay that no timer can wait', () => emulator.faults.add({ latencyMs: 1e12 })],
  ['a fault whose effects are all off', () => emulator.faults.add({ reset: false })],
  ['events that do not exist', () => emulator.webhooks.add({ url, events: ['user.creatd' as 'user.created'] })],
])('refuses %s', async (_, call) => {
  await expect(Promise.resolve().then(call)).rejects.toMatchObject({ code: 'option_invalid' });
});
