export { clerkFrontendApiProxy } from './proxy/clerk-frontend-api-proxy.js';
export {
  fapiUrlFromPublishableKey,
  type FrontendApiProxyOptions,
  type ProxyError,
  type ProxyErrorCode,
} from './proxy/proxy-settings.js';
export { DEFAULT_PROXY_PATH, matchProxyPath, stripTrailingSlashes } from './proxy/match-proxy-path.js';
