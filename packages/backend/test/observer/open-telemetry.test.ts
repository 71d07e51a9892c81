import { context, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startServer } from 'testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { openTelemetry } from '../../src/opentelemetry.js';

const { privateKey, publicKey } = await generateKeyPair('RS256');
const spans = new InMemorySpanExporter();
const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
const meterProvider = new MeterProvider({ readers: [reader] });
const observer = openTelemetry({ tracerProvider, meterProvider });
const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;

let apiUrl: string;
let users: number;
let keySets = 0;

beforeAll(async () => {
  tracerProvider.register();
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'ins_1', alg: 'RS256', use: 'sig' }];
  const upstream = await startServer((request, response) => {
    const path = request.url ?? '';
    const isJwks = path.endsWith('/jwks');
    const isUnknownKey = path.endsWith('/api_keys/verify');
    const status = isUnknownKey || path.startsWith('/broken') ? 404 : isJwks ? 200 : users;
    const body = isJwks ? { keys } : isUnknownKey ? { errors: [] } : { object: 'user', id: 'user_secret' };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  apiUrl = upstream.url;
});

beforeEach(() => {
  users = 200;
  keySets += 1;
  spans.reset();
});

afterAll(async () => {
  await tracerProvider.shutdown();
  await meterProvider.shutdown();
  trace.disable();
  context.disable();
});

const nowS = Math.floor(Date.now() / 1000);
const sign = (claims: object = {}) =>
  new SignJWT({
    iss: 'https://clerk.example.com',
    sub: 'user_secret',
    sid: 'sess_secret',
    iat: nowS - 10,
    exp: nowS + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_1' })
    .sign(privateKey);

/** Each test has keys of its own, so that no other test has fetched them. */
const client = (options: object = {}) =>
  createClerkClient({ publishableKey, secretKey: `sk_live_otel_${keySets}`, apiUrl, observer, ...options });
const request = (token: string) =>
  new Request('https://app.example.com/', { headers: { authorization: `Bearer ${token}` } });
const finished = () => spans.getFinishedSpans().map(({ name, attributes }) => ({ name, attributes }));

async function metricsByName(): Promise<Record<string, { readonly attributes: object; readonly value: unknown }[]>> {
  exporter.reset();
  await reader.forceFlush();
  const metrics = exporter.getMetrics().flatMap((each) => each.scopeMetrics.flatMap((scope) => scope.metrics));
  return Object.fromEntries(
    metrics.map(({ descriptor, dataPoints }) => [
      descriptor.name,
      dataPoints.map(({ attributes, value }) => ({ attributes, value })),
    ]),
  );
}

it('gives a span for a decision, and below it one for the keys that it fetched', async () => {
  await client().authenticateRequest(request(await sign()));
  const [keys, decision] = spans.getFinishedSpans();
  expect(finished()).toEqual([
    {
      name: 'GET /v1/jwks',
      attributes: {
        'http.request.method': 'GET',
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(apiUrl).port),
        'url.template': '/v1/jwks',
        'http.response.status_code': 200,
      },
    },
    {
      name: 'acme.auth.decision',
      attributes: { 'acme.auth.status': 'signed-in', 'acme.auth.token_type': 'session_token' },
    },
  ]);
  expect(keys?.parentSpanContext?.spanId).toBe(decision?.spanContext().spanId);
});

it('says why a request is signed out, and never with which token', async () => {
  const clerk = client({ jwtKey: undefined });
  await clerk.authenticateRequest(request(await sign({ exp: nowS - 100, iat: nowS - 200 })));
  const decision = finished().at(-1);
  expect(decision).toMatchObject({
    attributes: { 'acme.auth.status': 'signed-out', 'acme.auth.reason': expect.stringMatching(/^[a-z-]+$/) as string },
  });
  expect(JSON.stringify(finished())).not.toMatch(/secret|eyJ/);
});

it('marks a decision that was made while the service could not be reached', async () => {
  // Keys that are not found are not asked for again, so that nothing goes on after the test.
  await client({ apiUrl: `${apiUrl}/broken` }).authenticateRequest(request(await sign()));
  const [call, decision] = [finished()[0], finished().at(-1)];
  expect(call?.attributes).toMatchObject({ 'url.template': '/broken/v1/jwks', 'error.type': '404' });
  expect(decision?.attributes).toMatchObject({ 'error.type': 'service_unavailable' });
});

it('gives a span for each attempt of a call, named by the route instead of the id', async () => {
  users = 503;
  const clerk = client({ retry: { maxRetries: 1, baseDelayMs: 1 } });
  await expect(clerk.users.getUser('user_secret')).rejects.toMatchObject({ status: 503 });
  users = 200;
  await clerk.users.getUser('user_secret');
  expect(
    finished().map(({ name, attributes }) => [name, attributes['http.response.status_code'], attributes['error.type']]),
  ).toEqual([
    ['GET /v1/users/{userId}', 503, '503'],
    ['GET /v1/users/{userId}', 503, '503'],
    ['GET /v1/users/{userId}', 200, undefined],
  ]);
  expect(JSON.stringify(finished())).not.toContain('secret');
});

it('is a child of the span that is active in the application', async () => {
  const tracer = tracerProvider.getTracer('application');
  await tracer.startActiveSpan('GET /posts', async (span) => {
    await client().users.getUser('user_1');
    span.end();
  });
  const [call, outer] = spans.getFinishedSpans();
  expect(call?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
});

it('counts look-ups in caches, and measures durations in seconds', async () => {
  await metricsByName();
  const clerk = client({ machineTokenCache: { ttlMs: 60_000, negativeTtlMs: 60_000 } });
  const token = await sign({ nonce: 'counted' });
  for (let turn = 0; turn < 3; turn += 1) await clerk.authenticateRequest(request(token));
  for (let turn = 0; turn < 3; turn += 1)
    await clerk.authenticateRequest(request('ak_unknown'), { acceptsToken: 'api_key' });
  const metrics = await metricsByName();
  const lookups = (cache: string) => {
    const counts: Record<string, unknown> = {};
    for (const { attributes, value } of metrics['acme.auth.cache.lookups'] ?? []) {
      const { 'acme.auth.cache.name': name, 'acme.auth.cache.result': result } = attributes as Record<string, string>;
      if (name === cache && result !== undefined) counts[result] = value;
    }
    return counts;
  };
  expect(lookups('tokens')).toEqual({ miss: 1, hit: 2 });
  expect(lookups('keys')).toEqual({ miss: 1, hit: 2 });
  expect(lookups('machine_tokens')).toEqual({ miss: 1, hit: 2 });
  const durations = metrics['acme.auth.decision.duration'] ?? [];
  expect(durations.map(({ value }) => (value as { readonly count: number }).count)).toEqual([3, 3]);
  expect(metrics['http.client.request.duration']).toHaveLength(2);
});

describe('an observer that fails', () => {
  const fail = () => {
    throw new Error('observer');
  };
  const failLater = () => Promise.reject(new Error('observer'));
  const observation = (members: object) => ({ run: <T>(work: () => T) => work(), end: () => undefined, ...members });
  it.each([
    ['cannot start', { startDecision: fail, startCall: fail, countLookup: fail }],
    [
      'cannot run',
      {
        startDecision: () => observation({ run: fail }),
        startCall: () => observation({ run: fail }),
        countLookup: fail,
      },
    ],
    [
      'runs nothing',
      {
        startDecision: () => observation({ run: () => undefined }),
        startCall: () => observation({ run: () => undefined }),
        countLookup: fail,
      },
    ],
    [
      'runs twice',
      {
        startDecision: () => observation({ run: <T>(work: () => T) => (work(), work()) }),
        startCall: () => observation({ run: <T>(work: () => T) => (work(), work()) }),
        countLookup: fail,
      },
    ],
    [
      'cannot end',
      {
        startDecision: () => observation({ end: fail }),
        startCall: () => observation({ end: fail }),
        countLookup: fail,
      },
    ],
    [
      // An error that nobody handles would end the process; the test runner reports it.
      'fails later',
      {
        startDecision: () => observation({ end: failLater }),
        startCall: () => observation({ run: failLater, end: failLater }),
        countLookup: failLater,
      },
    ],
  ])('changes nothing: it %s', async (_, observer) => {
    const clerk = client({ observer });
    expect((await clerk.authenticateRequest(request(await sign()))).status).toBe('signed-in');
    expect((await clerk.users.getUser('user_1')).id).toBe('user_secret');
  });

  it('is refused if it is none', () => {
    expect(() => client({ observer: {} })).toThrow(/an observer, such as openTelemetry/);
    expect(() => client({ observer: 'otel' })).toThrow(/openTelemetry\(\)/);
  });
});

it('does nothing where no SDK is registered', async () => {
  trace.disable();
  const clerk = client({ observer: openTelemetry() });
  expect((await clerk.authenticateRequest(request(await sign()))).status).toBe('signed-in');
  expect(finished()).toEqual([]);
});
