export {
  clerkFrontendApiProxy,
  DEFAULT_PROXY_PATH,
  fapiUrlFromPublishableKey,
  matchProxyPath,
  stripTrailingSlashes,
  type FrontendApiProxyOptions,
} from './proxy/frontend-proxy.js';
