export type { Clock } from './instance/clock.js';
export { createEmulator, type Emulator, type SignTokenOptions, type TokenClaims } from './emulator.js';
export { ApiError, type ApiErrorJSON } from './errors/api-error.js';
export type { Framework } from './instance/framework-environment.js';
export { EmulatorError, type EmulatorErrorCode } from './errors/emulator-error.js';
export type { EventType } from './instance/webhook-message.js';
export type { Controls, ControlFunction } from './controls/controls-of.js';
export type { ControlInput, ControlName, ControlOutput } from './controls/control-table.js';
export type { Fault } from './controls/check-fault.js';
export type { ActiveFault, Faults } from './controls/faults.js';
export type { Inbox, ReceivedMessage } from './controls/inbox.js';
export type { LoggedRequest, RequestLog } from './controls/request-log.js';
export type { MintedApiKey, MintedM2MToken, MintedOAuthToken } from './controls/mint-tokens.js';
export type { StoreDump } from './store/store-dump.js';
export type { WebhookDelivery, WebhookEndpoint, Webhooks } from './controls/webhooks.js';
export type { WebhookMessage } from './instance/webhook-message.js';
export type { DemoUser, Message } from './instance/instance.js';
export type { EmulatorOptions } from './controls/emulator-options.js';
export type { SignedIn } from './controls/sign-in-user.js';
export type { Settings } from './controls/settings.js';
export type { InstanceSettings, SettingsChange } from './instance/settings-change.js';
export type {
  Seed,
  SeedApiKey,
  SeedMember,
  SeedOrganization,
  SeedPermission,
  SeedRole,
  SeedUser,
} from './controls/seed.js';
