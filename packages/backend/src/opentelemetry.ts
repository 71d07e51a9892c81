export { openTelemetry, type OpenTelemetryOptions } from './open-telemetry.js';
export type { CallOutcome, DecisionOutcome, Observation, ObservedCache, Observer, UpstreamCall } from './observer.js';
