import { createSign, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergeOptions } from '../../src/options.js';
import { createResourceClient } from '../../src/rest/create-resource-client.js';
import type { Connection } from '../../src/rest/send.js';
import { tokenRules } from '../../src/token/verify-token.js';
import type { RecordedRequest, Recorder } from './recorder.js';
import { json, startRecorder } from './recorder.js';

/** A request the official client sent. */
interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** As sent, without `?`. */
  readonly rawQuery?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A call of the official client, and what it sent. */
interface Recording {
  readonly api: string;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly variant: string;
  readonly client?: Readonly<Record<string, unknown>>;
  readonly request: WireRequest | null;
  readonly extraRequests?: readonly WireRequest[];
  readonly rejects?: { readonly class: string };
}

/** Where this client differs on purpose. */
interface Difference {
  readonly reason: string;
  /** What is different in the request; null: none is sent. */
  readonly request: Partial<WireRequest> | null;
}

const falseIsSent = '`false` and `0` are values: they are sent';
const pathIsEncoded = 'a value stands for one path segment, so it is percent-encoded';
const idIsChecked = 'every id is checked: an empty one would address the parent';
const differences: Readonly<Record<string, Difference>> = {
  'organizations.getOrganization false-query-value-is-dropped': {
    reason: falseIsSent,
    request: { rawQuery: 'include_members_count=false' },
  },
  'organizations.getOrganizationInvitationList array-query-and-zero-offset-dropped': {
    reason: falseIsSent,
    request: { rawQuery: 'status=pending&status=revoked&limit=10&offset=0' },
  },
  'apiKeys.list false-dropped': { reason: falseIsSent, request: { rawQuery: 'subject=user_1&include_invalid=false' } },
  'billing.cancelSubscriptionItem false-dropped': { reason: falseIsSent, request: { rawQuery: 'end_now=false' } },
  'users.getUserList typical-list': {
    reason: falseIsSent,
    request: {
      rawQuery:
        'limit=10&offset=0&order_by=-last_sign_in_at&email_address=a%40example.com&email_address=b%40example.com' +
        '&user_id=%2Buser_1&user_id=-user_2&query=x+y%26z&last_active_at_since=1700000000000&organization_id=org_1',
    },
  },
  'users.getUser slash-in-id': { reason: pathIsEncoded, request: { path: '/v1/users/a%2Fb' } },
  'users.getUser query-chars-in-id': {
    reason: pathIsEncoded,
    request: { path: '/v1/users/a%3Fb=c%23d', rawQuery: '' },
  },
  'users.getUser encoded-slash-id': { reason: pathIsEncoded, request: { path: '/v1/users/a%252Fb' } },
  'users.getUser double-slash-id': { reason: pathIsEncoded, request: { path: '/v1/users/user_1%2F%2Fx' } },
  'organizations.deleteOrganizationMembership empty-second-id-not-checked': { reason: idIsChecked, request: null },
  'machines.deleteScope empty-second-id-not-checked': { reason: idIsChecked, request: null },
  'signUps.update empty-id-not-checked': { reason: idIsChecked, request: null },
  '__experimental_accountlessApplications.createAccountlessApplication header-passthrough-conflicts': {
    reason: 'one version of the wire format is asked for, not a list of two',
    request: {
      headers: {
        authorization: 'Bearer custom',
        'clerk-api-version': '2026-05-12',
        'content-type': 'application/json',
        'x-extra': '1',
      },
    },
  },
};

const keys = { secretKey: 'sk_test_1', machineSecretKey: 'ak_machine_1' } as const;
const userAgent = '@clerk/backend@3.25.0';
const recordings = JSON.parse(
  readFileSync(new URL('../vectors/rest-wire.json', import.meta.url), 'utf8'),
) as readonly Recording[];
const isLocalVerification = ({ variant }: Recording) => variant.startsWith('jwt-token-');

let recorder: Recorder;
// One for each test: a request that a test gave up may arrive late, among those of the next test.
beforeEach(async () => {
  recorder = await startRecorder();
  recorder.answer = json({});
  afterEach(() => recorder.close());
});

/** Values that JSON cannot hold are written as objects with a `$` name. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (value === '<array of 101 messages>') return Array.from({ length: 101 }, () => ({}));
  if (typeof value !== 'object' || value === null) return value;
  const { $date, $undefined, $headers, $blob, $file } = value as {
    $date?: string;
    $undefined?: true;
    $headers?: Record<string, string>;
    $blob?: { type: string; text: string };
    $file?: { name: string; type: string; text: string };
  };
  if ($date) return new Date($date);
  if ($undefined) return undefined;
  if ($headers) return new Headers($headers);
  if ($blob) return new Blob([$blob.text], { type: $blob.type });
  if ($file) return new File([$file.text], $file.name, { type: $file.type });
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revive(item)]));
}

function connectionFor({ client = {} }: Recording): Connection {
  const { apiUrl = '<origin>', ...rest } = client as { readonly apiUrl?: string };
  const given = { ...keys, apiVersion: 'v1', userAgent, ...rest };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return { ...present, apiUrl: apiUrl.replace('<origin>', recorder.origin) } as Connection;
}

async function call(client: object, { api, method, args }: Recording): Promise<unknown> {
  const group = (client as Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>)[api];
  return group?.[method]?.(...(revive(args) as unknown[]));
}

async function parseForm({ body, headers }: RecordedRequest): Promise<unknown> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData();
  const parts = [...form].map(async ([name, value]) =>
    typeof value === 'string'
      ? { name, value }
      : { name, filename: value.name, contentType: value.type, content: await value.text() },
  );
  return { formData: await Promise.all(parts) };
}

async function toWire(request: RecordedRequest, expected: WireRequest | undefined): Promise<WireRequest> {
  const { method, path, query, headers, body } = request;
  const contentType = headers['content-type'] ?? '';
  const isForm = contentType.startsWith('multipart/form-data');
  const names = new Set([...Object.keys(expected?.headers ?? {}), 'authorization', 'content-type', 'idempotency-key']);
  const shown = Object.entries({
    ...headers,
    'content-type': isForm ? contentType.replace(/boundary=.*/, 'boundary=<generated>') : contentType,
  }).filter(([name]) => names.has(name));
  return {
    method,
    path,
    rawQuery: query,
    headers: Object.fromEntries(shown) as Record<string, string>,
    body: isForm ? await parseForm(request) : body.length === 0 ? null : (JSON.parse(body.toString()) as unknown),
  };
}

function expectedRequests(recording: Recording, difference: Difference | undefined): WireRequest[] {
  if (recording.request === null || difference?.request === null) return [];
  const key: Readonly<Record<string, string>> = {
    'Bearer <secretKey>': `Bearer ${keys.secretKey}`,
    'Bearer <machineSecretKey>': `Bearer ${keys.machineSecretKey}`,
  };
  const toExpected = ({ method, path, rawQuery = '', body, ...request }: WireRequest) => {
    const { authorization, ...headers } = request.headers;
    return {
      method,
      path,
      rawQuery,
      body,
      headers: { ...headers, ...(authorization ? { authorization: key[authorization] ?? authorization } : {}) },
    };
  };
  const [first, ...others] = [recording.request, ...(recording.extraRequests ?? [])].map(toExpected);
  return first ? [{ ...first, ...difference?.request }, ...others] : [];
}

describe('requests are those of the official client', () => {
  it.each(
    recordings
      .filter((recording) => !isLocalVerification(recording))
      .map((recording) => [`${recording.api}.${recording.method} ${recording.variant}`, recording] as const),
  )('%s', async (name, recording) => {
    const difference = differences[name];
    const connection = connectionFor(recording);
    const outcome = await call(createResourceClient(connection), recording).then(
      () => 'fulfilled',
      () => 'rejected',
    );
    const expected = expectedRequests(recording, difference);
    const byPath = (one: RecordedRequest, other: RecordedRequest) => (one.path < other.path ? -1 : 1);
    const isParallel = recording.method === 'getUserList';
    const arrived = isParallel ? [...recorder.requests].sort(byPath) : recorder.requests;
    const sent = await Promise.all(arrived.map((request, index) => toWire(request, expected[index])));
    expect(sent).toEqual(expected);
    expect(outcome).toBe(recording.rejects || difference?.request === null ? 'rejected' : 'fulfilled');
  });

  it('has a recording for every listed difference', () => {
    const names = new Set(recordings.map(({ api, method, variant }) => `${api}.${method} ${variant}`));
    expect(Object.keys(differences).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('M2M tokens in JWT form', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signJwt = (header: object, claims: object) => {
    const input = `${base64url({ alg: 'RS256', typ: 'JWT', kid: 'key_1', ...header })}.${base64url(claims)}`;
    return `${input}.${createSign('RSA-SHA256').update(input).sign(privateKey, 'base64url')}`;
  };
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'https://x.example', sub: 'mch_1', jti: 'mt_1', iat: now, nbf: now, exp: now + 60 };
  const clientWith = (options: { jwtKey?: string; secretKey: string }) =>
    createResourceClient(
      { ...keys, ...options, apiUrl: recorder.origin, apiVersion: 'v1', userAgent },
      { tokenRules: () => tokenRules(mergeOptions({ apiUrl: recorder.origin, ...options })) },
    );

  it('asks for the keys once and then verifies without a call', async () => {
    recorder.answer = json({
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key_1', alg: 'RS256', use: 'sig' }],
    });
    const client = clientWith({ secretKey: 'sk_test_m2m' });
    const token = signJwt({}, { ...claims, scopes: 'mch_2 mch_3', level: 7 });
    expect(await client.m2m.verify({ token })).toMatchObject({
      id: 'mt_1',
      subject: 'mch_1',
      scopes: ['mch_2', 'mch_3'],
      claims: { scopes: 'mch_2 mch_3', level: 7 },
      expired: false,
      expiration: (now + 60) * 1000,
    });
    await client.m2m.verify({ token });
    expect(recorder.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/jwks']);
  });

  it('verifies with `jwtKey` without any call, and says why it refuses', async () => {
    const jwtKey = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const client = clientWith({ jwtKey, secretKey: 'sk_test_m2m' });
    await expect(client.m2m.verify({ token: signJwt({}, claims) })).resolves.toMatchObject({
      id: 'mt_1',
      claims: null,
    });
    const session = signJwt({ cat: 'cl_B7d4PD111AAA' }, claims);
    await expect(client.m2m.verify({ token: session })).rejects.toMatchObject({ code: 'token-invalid' });
    const forged = signJwt({}, claims).replace(/.{6}$/, 'AAAAAA');
    await expect(client.m2m.verify({ token: forged })).rejects.toMatchObject({ code: 'token-verification-failed' });
    expect(recorder.requests).toEqual([]);
  });
});
