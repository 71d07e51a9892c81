/** The Backend API client: what its methods take and give. */
export { callOptions, type CallOptions, type CallSettings } from './rest/call-options.js';
export type { IterationOptions, PagePromise, PaginatedResourceResponse } from './rest/page-promise.js';
export type { ResourceClient } from './rest/endpoint-groups.js';
export type { ResourceClientOptions } from './rest/create-resource-client.js';
export type {
  ClientSettings,
  Logger,
  Observers,
  RateLimit,
  RequestEvent,
  ResponseEvent,
  RetryOptions,
} from './client-settings.js';
export type * from './rest/index.js';
