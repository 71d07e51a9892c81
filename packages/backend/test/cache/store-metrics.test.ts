import { context, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { bearer } from 'testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ClerkOptions } from '../../src/options.js';
import { openTelemetry } from '../../src/opentelemetry.js';
import { clientOf, reasonOf, startInstance, type Instance } from '../revocations/instance.js';

const spans = new InMemorySpanExporter();
const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
const meterProvider = new MeterProvider({ readers: [reader] });
const observer = openTelemetry({ tracerProvider, meterProvider });
let instance: Instance;

beforeAll(async () => {
  tracerProvider.register();
  instance = await startInstance();
});
beforeEach(() => spans.reset());
afterAll(async () => {
  await tracerProvider.shutdown();
  await meterProvider.shutdown();
  trace.disable();
  context.disable();
  await instance.close();
});

async function counted(name: string): Promise<readonly { readonly attributes: object; readonly value: unknown }[]> {
  exporter.reset();
  await reader.forceFlush();
  const metrics = exporter.getMetrics().flatMap((each) => each.scopeMetrics.flatMap((scope) => scope.metrics));
  const named = metrics.filter(({ descriptor }) => descriptor.name === name);
  return named.flatMap(({ dataPoints }) => dataPoints.map(({ attributes, value }) => ({ attributes, value })));
}

const fail = () => Promise.reject(Object.assign(new Error('redis://:password@10.0.0.1'), { code: 'ECONNREFUSED' }));
const options: ClerkOptions = {
  observer,
  machineTokenCache: { ttlMs: 1000, store: { get: fail, set: fail } },
};

it('a failing store is counted by its name, and an event of the span of the decision', async () => {
  const request = new Request('https://app.example.com/', { headers: bearer('ak_secret') });
  await clientOf(instance, options).authenticateRequest(request, { acceptsToken: 'api_key' });
  const attributes = { 'acme.auth.store.name': 'machine_tokens', 'error.type': 'ECONNREFUSED' };
  expect(await counted('acme.auth.store.errors')).toEqual([{ attributes, value: 1 }]);
  const decision = spans.getFinishedSpans().find(({ name }) => name === 'acme.auth.decision');
  expect(decision?.events.map(({ name, attributes: of }) => [name, of])).toEqual([
    ['acme.auth.store.error', attributes],
  ]);
});

it('look-ups in the list of revocations are counted, and a hit is a token that was refused', async () => {
  await counted('');
  const client = clientOf(instance, { observer, revocations: {} });
  const token = await instance.sign();
  expect([await reasonOf(client, token), await reasonOf(client, token)]).toEqual([null, null]);
  expect(await reasonOf(client, 'ak_secret', 'api_key')).toBeNull();
  await client.sessions.revokeSession('sess_1');
  await client.apiKeys.revoke({ apiKeyId: 'ak_1' });
  expect(await reasonOf(client, token)).toBe('token-revoked');
  expect(await reasonOf(client, 'ak_secret', 'api_key')).toBe('token-revoked');
  const lookups = await counted('acme.auth.cache.lookups');
  expect(lookups.filter(({ attributes }) => JSON.stringify(attributes).includes('revocations'))).toEqual([
    { attributes: { 'acme.auth.cache.name': 'revocations', 'acme.auth.cache.result': 'miss' }, value: 3 },
    { attributes: { 'acme.auth.cache.name': 'revocations', 'acme.auth.cache.result': 'hit' }, value: 2 },
  ]);
});

it('none are counted without `revocations`', async () => {
  await counted('');
  expect(await reasonOf(clientOf(instance, { observer }), await instance.sign())).toBeNull();
  expect(JSON.stringify(await counted('acme.auth.cache.lookups'))).not.toContain('revocations');
});
