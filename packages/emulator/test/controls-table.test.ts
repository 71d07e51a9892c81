import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ControlField } from '../src/controls/control-field.js';
import { controlTable } from '../src/controls/control-table.js';
import { createEmulator, type Emulator } from '../src/index.js';
import { controlInputs } from './control-inputs.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator({ webhookRetryDelaysMs: [] });
});

beforeEach(() => emulator.reset());

afterAll(() => emulator.close());

interface Answer {
  readonly status: number;
  readonly body: { readonly errors?: readonly { readonly code: string; readonly message: string }[] };
}

/** Calls a control as a command does. */
async function call(name: string, input: unknown): Promise<Answer> {
  const response = await fetch(`${emulator.url}/_emulator/controls/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

/** A value that no field of a kind accepts. */
const wrongValues: Readonly<Record<ControlField['kind'], unknown>> = {
  text: { a: 1 },
  secret: 5,
  lines: 5,
  number: 'many',
  flag: 'maybe',
  choice: 'something else',
  texts: { a: 1 },
  json: 'no { JSON',
};

const hostile = `"><script>alert(1)</script>\u0000\u001B[31m'; DROP TABLE users;-- ../../%2e%2e \u202E😀`;

const controls = Object.entries(controlTable).map(([name, { fields, changes, summary }]) => ({
  name,
  changes,
  summary,
  fields: Object.entries<ControlField>(fields),
}));

const rightInput = async (name: string) => ({ ...(await controlInputs[name]?.(emulator)) }) as Record<string, unknown>;

it('every control has an input to be tested with', () => {
  expect(Object.keys(controlTable).filter((name) => !Object.hasOwn(controlInputs, name))).toEqual([]);
});

describe.each(controls)('$name', ({ name, fields, summary }) => {
  it('accepts the right input, and says in one sentence what it does', async () => {
    const { status, body } = await call(name, await rightInput(name));
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
    expect(summary).toMatch(/^[A-Z].*\.$/);
  });

  it('refuses a wrong value in each field by its name, without the value', async () => {
    const right = await rightInput(name);
    for (const [field, { kind }] of fields) {
      const { status, body } = await call(name, { ...right, [field]: wrongValues[kind] });
      expect({ field, status, code: body.errors?.[0]?.code }).toEqual({ field, status: 422, code: 'option_invalid' });
      expect(body.errors?.[0]?.message).toContain(field);
      expect(body.errors?.[0]?.message).not.toContain('something else');
    }
  });

  it('refuses an unknown field, a list, and a missing field', async () => {
    const right = await rightInput(name);
    expect(await call(name, { ...right, unknownField: 1 })).toMatchObject({ status: 422 });
    expect(await call(name, [])).toMatchObject({ status: 422 });
    for (const [field, { isRequired }] of fields) {
      if (!isRequired) continue;
      const answer = await call(name, { ...right, [field]: undefined });
      expect({ field, status: answer.status }).toEqual({ field, status: 422 });
    }
  });

  it('handles hostile text in each field: it is data, or refused, and the emulator goes on', async () => {
    const right = await rightInput(name);
    for (const [field, { kind }] of fields) {
      if (!['text', 'secret', 'lines', 'texts'].includes(kind)) continue;
      const { status } = await call(name, { ...right, [field]: hostile });
      expect({ field, isFault: status >= 500 }).toEqual({ field, isFault: false });
    }
    expect(await call('users.list', {})).toMatchObject({ status: 200 });
  });

  it('answers two calls at once', async () => {
    const input = await rightInput(name);
    const answers = await Promise.all([call(name, input), call(name, input)]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });
});

it.each(controls.filter(({ changes }) => !changes))(
  '$name changes nothing, because it only reads',
  async ({ name }) => {
    const input = await rightInput(name);
    const before = await emulator.export();
    await call(name, input);
    expect(await emulator.export()).toEqual(before);
  },
);

it('a function of createEmulator runs the same control', async () => {
  const created = await emulator.controls.users.create({ emailAddress: 'x@example.com', password: 'long enough 1' });
  expect(await emulator.controls.users.get({ userId: created.id })).toEqual(created);
  await expect(
    emulator.controls.users.create({ emailAddress: 'y@example.com', password: 'short' }),
  ).rejects.toMatchObject({
    code: 'form_password_length_too_short',
  });
  // A type error for callers in TypeScript; others make it too.
  const wrong = { userId: created.id, nmae: 'x' };
  await expect(emulator.controls.users.ban(wrong)).rejects.toMatchObject({ code: 'option_invalid' });
});

it('a seed with an error names file, line and place, and changes nothing', async () => {
  const before = await emulator.export();
  const seed = async (text: string) =>
    (await call('state.seed', { seed: text, source: 'a.yaml' })).body.errors?.[0]?.message;
  expect(await seed('users:\n  - username: abcd\n    password: short\n')).toMatch(/^a\.yaml:3: users\[0\]\.password/);
  expect(await seed('users:\n  - username: abcd\n    pasword: x\n')).toMatch(/^a\.yaml:3: the key users\[0\]\.pasword/);
  expect(await seed('users:\n  - username: abcd\n    username: efgh\n')).toMatch(/^a\.yaml:3:5: /);
  expect(await seed('users: [\n')).toMatch(/^a\.yaml:2/);
  expect(await seed('users:\n  - username: abcd\n  - username: ABCD\n')).toMatch(/^a\.yaml:3: users\[1\]/);
  expect(await emulator.export()).toEqual(before);
});

it.each([
  ['users:\n  - email_address: a@example.com\n  - email_address: A@example.com\n', 'email_address a@example.com'],
  [
    'users:\n  - { username: abcd, phone_numbers: ["+15555550100"] }\n  - { username: efgh, phone_numbers: ["+15555550100"] }\n',
    'phone_number +15555550100',
  ],
  ['users:\n  - { id: user_1, username: abcd }\n  - { id: user_1, username: efgh }\n', 'id user_1'],
])('a seed with the same value twice names both entries: %j', async (seed, value) => {
  const { body } = await call('state.seed', { seed, source: 'a.yaml' });
  expect(body.errors?.[0]?.message).toBe(
    `a.yaml:3: users[1] cannot be created: users[0] (line 2) has the ${value} already.`,
  );
});

it('a seed with the same slug, role or key twice says what is taken', async () => {
  const messageOf = async (seed: string) => (await call('state.seed', { seed })).body.errors?.[0]?.message;
  expect(await messageOf('organizations: [{ name: A, slug: a }, { name: B, slug: a }]')).toContain(
    'That slug is taken',
  );
  expect(await messageOf('roles: [{ key: "org:x", name: A }, { key: "org:x", name: B }]')).toContain('org:x is taken');
  const keys = 'api_keys: [{ name: A, subject: abcd }, { name: A, subject: abcd }]';
  expect(await messageOf(`users: [{ username: abcd }]\n${keys}`)).toContain('abcd has an API key A already.');
});

it('a seed or an export that begins with a byte order mark is read', async () => {
  const dump = JSON.stringify(await emulator.export());
  expect(await call('state.seed', { seed: '\uFEFF{"users":[{"username":"abcd"}]}' })).toMatchObject({ status: 200 });
  expect(await call('state.import', { dump: `\uFEFF${dump}` })).toMatchObject({ status: 200 });
});

it.each(['requests.list', 'inbox.list', 'webhooks.deliveries'])(
  '%s finds what came after an entry, also after one that is gone, and refuses an id that never was',
  async (name) => {
    emulator.webhooks.add({ url: 'http://localhost:1/hook' });
    const idField = name === 'webhooks.deliveries' ? 'deliveryId' : 'id';
    const happen = async () => {
      const emailAddress = `${crypto.randomUUID()}@example.com`;
      await emulator.controls.organizations.invite({ organizationId: 'moon-landing', emailAddress });
      await fetch(`${emulator.url}/v1/jwks`);
      await emulator.webhooks.settled();
    };
    const idsOf = async (input: object) => {
      const { body } = await call(name, { ...input, limit: 500 });
      const { data } = body as unknown as { readonly data: readonly Readonly<Record<string, string>>[] };
      return data.map((entry) => entry[idField] ?? '');
    };
    await happen();
    const [first = ''] = await idsOf({});
    await happen();
    const later = await idsOf({ after: first });
    expect(later.length).toBeGreaterThan(0);
    expect(later).not.toContain(first);
    const [last = ''] = later;
    expect(await idsOf({ after: last })).toEqual([]);
    emulator.requests.clear();
    emulator.inbox.clear();
    emulator.webhooks.clear();
    await happen();
    expect(await idsOf({ after: last })).toEqual(await idsOf({}));
    const prefix = last.replace(/\d+$/, '');
    for (const after of [`${prefix}999999`, `${prefix}0`, `${prefix}-1`, `${prefix}1.5`, 'other_1', '\0'])
      expect([after, await call(name, { after })]).toMatchObject([after, { status: 422 }]);
  },
);

it('lists the organizations of a user', async () => {
  await emulator.controls.organizations.create({ name: 'Engines', slug: 'engines', createdBy: 'ada' });
  const { data } = await emulator.controls.users.memberships({ userId: 'ada' });
  expect(data.map(({ organization, role }) => [organization.slug, role])).toContainEqual(['engines', 'org:admin']);
});

it('notices reach who listens, and end with the listener', async () => {
  const controller = new AbortController();
  const response = await fetch(`${emulator.url}/_emulator/events`, { signal: controller.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain(': connected');
  await call('clock.advance', { by: '1h' });
  expect((await reader?.read())?.value).toBe('data: {"topic":"clock"}\n\n');
  await fetch(`${emulator.url}/v1/jwks`);
  expect((await reader?.read())?.value).toBe('data: {"topic":"requests"}\n\n');
  controller.abort();
});

it('more than a hundred listeners are refused, and those that left do not count', async () => {
  const controller = new AbortController();
  const streams = Array.from({ length: 100 }, () =>
    fetch(`${emulator.url}/_emulator/events`, { signal: controller.signal }),
  );
  await Promise.all(streams);
  expect((await fetch(`${emulator.url}/_emulator/events`)).status).toBe(503);
  controller.abort();
  await vi.waitFor(async () => {
    const again = await fetch(`${emulator.url}/_emulator/events`);
    await again.body?.cancel();
    expect(again.status).toBe(200);
  });
});
