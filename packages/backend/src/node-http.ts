export { nodeHead } from './node-http/node-head.js';
export { appendHeaders, sendResponse } from './node-http/send-response.js';
