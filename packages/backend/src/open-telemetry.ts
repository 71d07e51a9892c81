import {
  context,
  metrics,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Histogram,
  type MeterProvider,
  type Span,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import type { CallOutcome, DecisionOutcome, Observation, Observer, UpstreamCall } from './observer.js';
import { packageVersion } from './package-version.js';

/** Where spans and metrics go. */
export interface OpenTelemetryOptions {
  /** Default: the provider that the application registered, also later than now. */
  readonly tracerProvider?: TracerProvider | undefined;
  /** Default: the provider that the application has registered when `openTelemetry` is called. */
  readonly meterProvider?: MeterProvider | undefined;
}

const scope = '@acme/backend';

/** Seconds; those of the conventions for HTTP, and two below them for decisions without a network. */
const explicitBucketBoundaries = [
  0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];
const seconds = { unit: 's', advice: { explicitBucketBoundaries } };

/** Low in number: never a message, which may quote what a client sent. */
function errorType(error: unknown): string {
  if (!(error instanceof Error)) return '_OTHER';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** What the spans of decisions, or those of calls, have in common. */
interface Kind<Outcome> {
  readonly tracer: Tracer;
  readonly spanKind: SpanKind;
  readonly durations: Histogram;
  readonly describe: (outcome: Outcome) => Attributes;
}

/** A span and the time that it takes, for one piece of work. */
class TimedSpan<Outcome> implements Observation<Outcome> {
  readonly #startedAt = performance.now();
  readonly #span: Span;
  readonly #known: Attributes;
  readonly #kind: Kind<Outcome>;

  constructor(kind: Kind<Outcome>, name: string, known: Attributes) {
    this.#kind = kind;
    this.#known = known;
    this.#span = kind.tracer.startSpan(name, { kind: kind.spanKind, attributes: known });
  }

  run<T>(work: () => T): T {
    return context.with(trace.setSpan(context.active(), this.#span), work);
  }

  end(outcome: Outcome | undefined, error?: unknown): void {
    const found = outcome === undefined ? { 'error.type': errorType(error) } : this.#kind.describe(outcome);
    this.#span.setAttributes(found);
    if ('error.type' in found) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.end();
    this.#kind.durations.record((performance.now() - this.#startedAt) / 1000, { ...this.#known, ...found });
  }
}

const describeDecision = ({ status, reason, tokenType, isUnavailable }: DecisionOutcome): Attributes => ({
  'acme.auth.status': status,
  ...(reason !== null && { 'acme.auth.reason': reason }),
  ...(tokenType !== null && { 'acme.auth.token_type': tokenType }),
  ...(isUnavailable && { 'error.type': 'service_unavailable' }),
});

const describeAnswer = ({ status }: CallOutcome): Attributes => ({
  'http.response.status_code': status,
  ...(status >= 400 && { 'error.type': String(status) }),
});

function describeCall({ method, origin, template }: UpstreamCall): Attributes {
  const { hostname, port, protocol } = new URL(origin);
  return {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'http:' ? 80 : 443),
    'url.template': template,
  };
}

/**
 * An observer that gives spans and metrics to OpenTelemetry. It needs the package `@opentelemetry/api` 1.9 or newer; without a
 * registered SDK that package does nothing.
 *
 * Spans: `acme.auth.decision` for each decided request, and one of the kind client for each call of the service. Metrics:
 * `acme.auth.decision.duration` and `http.client.request.duration` in seconds, and the counters `acme.auth.cache.lookups` and
 * `acme.auth.store.errors`; a failing store is also an event of the span that is active. No token, id,
 * header, query or body is among their attributes.
 * @see {@link https://opentelemetry.io/docs/specs/semconv/http/http-spans/ | OpenTelemetry: HTTP spans}
 * @example
 * app.use(clerkMiddleware({ observer: openTelemetry() }));
 */
export function openTelemetry({ tracerProvider, meterProvider }: OpenTelemetryOptions = {}): Observer {
  const tracer = (tracerProvider ?? trace).getTracer(scope, packageVersion);
  const meter = (meterProvider ?? metrics).getMeter(scope, packageVersion);
  const decisions = {
    tracer,
    spanKind: SpanKind.INTERNAL,
    durations: meter.createHistogram('acme.auth.decision.duration', {
      description: 'Duration of decisions about requests.',
      ...seconds,
    }),
    describe: describeDecision,
  };
  const calls = {
    tracer,
    spanKind: SpanKind.CLIENT,
    durations: meter.createHistogram('http.client.request.duration', {
      description: 'Duration of HTTP client requests.',
      ...seconds,
    }),
    describe: describeAnswer,
  };
  const lookups = meter.createCounter('acme.auth.cache.lookups', {
    description: 'Look-ups in caches.',
    unit: '{lookup}',
  });
  const storeErrors = meter.createCounter('acme.auth.store.errors', {
    description: 'Failures of stores.',
    unit: '{error}',
  });
  return {
    startDecision: () => new TimedSpan(decisions, 'acme.auth.decision', {}),
    startCall: (call) => new TimedSpan(calls, `${call.method} ${call.template}`, describeCall(call)),
    countLookup: (cache, isHit) => {
      lookups.add(1, { 'acme.auth.cache.name': cache, 'acme.auth.cache.result': isHit ? 'hit' : 'miss' });
    },
    countStoreError: (store, errorType) => {
      const attributes = { 'acme.auth.store.name': store, 'error.type': errorType };
      storeErrors.add(1, attributes);
      const span = trace.getActiveSpan();
      // What reads in the background may have begun below a span that has ended.
      if (span?.isRecording()) span.addEvent('acme.auth.store.error', attributes);
    },
  };
}
