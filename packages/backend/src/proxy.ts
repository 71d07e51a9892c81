export {
  clerkFrontendApiProxy,
  fapiUrlFromPublishableKey,
  type FrontendApiProxyOptions,
  type ProxyError,
  type ProxyErrorCode,
} from './proxy/frontend-proxy.js';
export { DEFAULT_PROXY_PATH, matchProxyPath, stripTrailingSlashes } from './proxy/proxy-path.js';
