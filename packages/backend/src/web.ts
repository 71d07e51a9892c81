export { requestHead, type RequestHead } from './request/request-head.js';
export { answerDecision } from './web/answer-decision.js';
export { proxiedRequest } from './web/proxied-request.js';
export { toResponse } from './web/to-response.js';
export { withHeaders, withHeaders as addHeaders } from './web/with-headers.js';
export { verifyWebWebhook, type WebWebhookRequest } from './web/verify-web-webhook.js';
export { withoutBody } from './web/without-body.js';
