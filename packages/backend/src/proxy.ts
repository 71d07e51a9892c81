export {
  clerkFrontendApiProxy,
  fapiUrlFromPublishableKey,
  type FrontendApiProxyOptions,
} from './proxy/frontend-proxy.js';
export { DEFAULT_PROXY_PATH, matchProxyPath, stripTrailingSlashes } from './proxy/proxy-path.js';
