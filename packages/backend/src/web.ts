export { requestHead, type RequestHead } from './request/request-head.js';
export { addHeaders } from './web/add-headers.js';
export { answerDecision } from './web/answer-decision.js';
export { proxiedRequest } from './web/proxied-request.js';
export { toResponse } from './web/to-response.js';
export { verifyWebWebhook, type WebWebhookRequest } from './web/verify-web-webhook.js';
export { withoutBody } from './web/without-body.js';
