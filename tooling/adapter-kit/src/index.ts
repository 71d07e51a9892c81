export {
  anonymousByHand,
  describeByHand,
  requestsByHand,
  runByHand,
  UpgradeResponse,
  type ByHandMiddleware,
} from './by-hand.js';
export { calledGuards, guardArguments } from './called-guards.js';
export { commonScenarios, runScenario, webhookSecret } from './common-scenarios.js';
export {
  defineAdapter,
  type Adapter,
  type Certificate,
  type Http2Listener,
  type Options,
  type Setup,
  type Start,
  type StartWebhooks,
} from './define-adapter.js';
export { describeAdapter } from './describe-adapter.js';
export { describeSamples } from './describe-samples.js';
export { guardMistakes, memberClaims } from './guards.js';
export { describeHttp2 } from './http2.js';
export { describeKeys } from './keys.js';
export { serveWebHandlers } from './metadata.js';
export { rawRequest, sendRaw } from './raw-http.js';
export {
  createFill,
  readRecordings,
  record,
  withDifference,
  type AnswerDifference,
  type RecordedAnswer,
  type RecordedApp,
} from './recorded-answer.js';
export { describeExportedClient } from './replaced-client.js';
export {
  describeDifferences,
  describeReplay,
  filled,
  fillWith,
  type Difference,
  type Fill,
  type Recording,
  type Replay,
} from './replay.js';
export { startService, type Service } from './service.js';
export { useEmulator } from './use-emulator.js';
export { useServices, type Services } from './use-services.js';
