export { addDecidedHeaders, carryOutDecision } from './node-http/carry-out-decision.js';
export { carryOutVerdict } from './node-http/carry-out-verdict.js';
export { keepCacheControl } from './node-http/keep-cache-control.js';
export { nodeHead, type NodeRequest } from './node-http/node-head.js';
export { proxyNodeRequest } from './node-http/proxy-node-request.js';
export { appendHeaders, sendResponse, type NodeResponse } from './node-http/send-response.js';
export {
  verifyNodeRequestWebhook,
  verifyNodeWebhook,
  type NodeWebhookRequest,
} from './node-http/verify-node-webhook.js';
export { withholdBody } from './node-http/withhold-body.js';
export { createNodeMiddleware, type NodeMiddleware } from './node-http/create-node-middleware.js';
