export { browserAuth, browserState, type BrowserResources, type BrowserState } from './full-stack/browser-state.js';
export {
  readBrowserOptions,
  splitBrowserOptions,
  type BrowserOptions,
  type FullStackOptions,
  type FullStackOptionsSource,
  type SplitOptions,
} from './full-stack/browser-options.js';
export { createPathMatcher } from './full-stack/create-path-matcher.js';
export {
  createRedirects,
  withDevBrowser,
  type RedirectAnswers,
  type RedirectParams,
  type Redirects,
} from './full-stack/create-redirects.js';
export { exportState, type ExportStateOptions } from './full-stack/export-state.js';
export { holdsFunctions, optionsToHandOver, type HandedOptions } from './full-stack/handed-options.js';
export { importState, type ImportedState, type ImportStateOptions } from './full-stack/import-state.js';
export { isRenewable } from './full-stack/is-renewable.js';
export { oauthChallenge } from './full-stack/oauth-challenge.js';
export { platformEnvironment } from './full-stack/platform-environment.js';
export { protectRequest, type Protected } from './full-stack/protect-request.js';
export {
  frameworkVariables,
  readFrameworkEnvironment,
  type VariablePrefixes,
} from './full-stack/read-framework-environment.js';
export type { StateKeys } from './full-stack/seal-state.js';
export { stateHeaderNames } from './full-stack/state-header-names.js';
export { stripPrivateDataFromObject } from './decorate-object-with-resources.js';
export { MalformedURLError } from './errors.js';
export { isSamePage } from './request/create-guard.js';
export { deferredTokenOf } from './request/defer-machine-token.js';
export { parsePublishableKey, type PublishableKey } from './publishable-key.js';
export type { PathPattern } from './request/create-path-matcher.js';
export { makeAuthObjectSerializable } from './request/internal-functions.js';
export { pageUrlOf, publicUrlOf } from './request/page-url-of.js';
export { isPageNavigation } from './request/request-facts.js';
export {
  reverificationError,
  reverificationErrorResponse,
  type ReverificationError,
} from './request/reverification-error.js';
