export { createRedisReplayStore, type SendRedisCommand } from './dpop/create-redis-replay-store.js';
export type { DpopOptions } from './dpop/dpop-options.js';
export { dpopProofs } from './dpop/dpop-proofs.js';
export type { DpopReplayStore } from './dpop/replay-guard.js';
export type { DpopCredentials, DpopRefusal, DpopRefusalReason, DpopRequest, DpopVerifier } from './dpop-verifier.js';
