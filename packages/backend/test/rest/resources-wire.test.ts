import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createResourceClient } from '../../src/rest/create-resource-client.js';
import type { Recorder } from './recorder.js';
import { json, startRecorder } from './recorder.js';

/** JSON of the service, and what the official client made of it. */
interface Sample {
  readonly kind: 'full' | 'only object and id';
  readonly class: string;
  readonly object: string | null;
  readonly wire?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly rejects?: true;
  readonly instantiated?: boolean;
  readonly rawEqualsWire?: true;
}

const listIsEmpty =
  'a missing list is an empty list, so that one malformed row does not make a whole answer unreadable';
const partIsAbsent = 'a missing part is absent, so that one malformed row does not make a whole answer unreadable';
/** Where this client differs on purpose: the properties that are different. */
const differences: Readonly<
  Record<string, { readonly reason: string; readonly result: Readonly<Record<string, unknown>> }>
> = {
  'Client only object and id': { reason: listIsEmpty, result: { id: 'x_1', sessions: [] } },
  'EmailAddress only object and id': { reason: listIsEmpty, result: { id: 'x_1', linkedTo: [] } },
  'PhoneNumber only object and id': { reason: listIsEmpty, result: { id: 'x_1', linkedTo: [] } },
  'Machine only object and id': { reason: listIsEmpty, result: { id: 'x_1', scopedMachines: [] } },
  'Domain only object and id': { reason: listIsEmpty, result: { id: 'x_1', cnameTargets: [] } },
  'OrganizationMembership only object and id': {
    reason: partIsAbsent,
    result: { id: 'x_1', publicMetadata: {}, privateMetadata: {} },
  },
};

const samples = JSON.parse(
  readFileSync(new URL('../vectors/resources-wire.json', import.meta.url), 'utf8'),
) as readonly Sample[];

let recorder: Recorder;
beforeAll(async () => {
  recorder = await startRecorder();
});
afterAll(() => recorder.close());

function client() {
  return createResourceClient({
    apiUrl: recorder.origin,
    apiVersion: 'v1',
    secretKey: 'sk_test_x',
    userAgent: 'test/1',
  });
}

/** Objects are read by their `object`, whatever was called. */
async function read(wire: unknown): Promise<object> {
  recorder.answer = json(wire);
  return client().users.getUser('x');
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  const { $undefined, $url } = value as { $undefined?: true; $url?: string };
  if ($undefined) return undefined;
  if ($url) return new URL($url);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revive(item)]));
}

describe('objects are those of the official client', () => {
  it.each(samples.map((sample) => [`${sample.class} ${sample.kind}`, sample] as const))('%s', async (name, sample) => {
    const difference = differences[name];
    const wire = sample.wire ?? { object: sample.object, id: 'x_1' };
    const result = await read(wire);
    const expected = revive({ ...sample.result, ...difference?.result }) as Readonly<Record<string, unknown>>;
    // Getters of the class are in the sample, too.
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, Reflect.get(result, key) as unknown]))).toEqual(
      expected,
    );
    const names = sample.rejects ? [] : Object.keys(result);
    expect(names.filter((property) => !(property in expected))).toEqual([]);
    expect(Object.keys(expected).filter((property) => !(property in result))).toEqual([]);
  });

  it.each(samples.filter(({ rawEqualsWire }) => rawEqualsWire).map((sample) => [sample.class, sample.wire] as const))(
    'keeps the JSON of %s as `raw`',
    async (_, wire) => {
      recorder.answer = json(wire);
      expect(await client().users.getUser('x')).toHaveProperty('raw', wire);
    },
  );

  it('has a sample for every listed difference', () => {
    const names = new Set(samples.map((sample) => `${sample.class} ${sample.kind}`));
    expect(Object.keys(differences).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('answers that are no single object', () => {
  it.each([
    [
      'a list with a count',
      { data: [{ object: 'token', jwt: 'a' }], total_count: 7 },
      { data: [{ jwt: 'a' }], totalCount: 7 },
    ],
    ['a list of M2M tokens', { m2m_tokens: [], total_count: 0 }, { data: [], totalCount: 0 }],
    ['a bare list', [{ object: 'token', jwt: 'a' }], { data: [{ jwt: 'a' }], totalCount: 1 }],
    [
      'a list with a malformed row',
      { data: [null, 1, { object: 'email_address' }], total_count: 3 },
      { data: [null, 1, { linkedTo: [] }], totalCount: 3 },
    ],
  ])('reads %s', async (_, wire, expected) => {
    recorder.answer = json(wire);
    expect(await client().sessions.getSessionList()).toEqual(expected);
  });

  it('reads a count, a deletion, and JSON of an unknown kind', async () => {
    recorder.answer = json({ object: 'total_count', total_count: 3 });
    expect(await client().users.getCount()).toBe(3);
    recorder.answer = json({ object: 'user', id: 'user_1', deleted: true });
    expect(await client().users.deleteUser('user_1')).toEqual({
      object: 'user',
      id: 'user_1',
      slug: null,
      deleted: true,
    });
    recorder.answer = json({ svix_url: 'https://x.example' });
    expect(await client().webhooks.createSvixApp()).toEqual({ svix_url: 'https://x.example' });
  });

  it('lets both spellings work where the official client hands out the JSON as sent', async () => {
    recorder.answer = json({
      object: 'organization_domain',
      organization_id: 'org_1',
      verification: { expires_at: 5 },
    });
    const domain = await client().organizations.createOrganizationDomain({
      organizationId: 'org_1',
      name: 'a.example',
      enrollmentMode: 'manual_invitation',
    });
    expect(domain).toMatchObject({ organization_id: 'org_1', organizationId: 'org_1', verification: { expireAt: 5 } });
    recorder.answer = json({ user_id: 'user_1' });
    expect(await client().users.disableUserMFA('user_1')).toMatchObject({ user_id: 'user_1', userId: 'user_1' });
  });

  it('answers nothing for 204', async () => {
    recorder.answer = (_, response) => response.writeHead(204).end();
    expect(await client().instance.update({ testMode: true })).toBeUndefined();
  });
});
