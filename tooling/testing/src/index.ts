export { atTheEnd } from './at-the-end.js';
export { checkArchitecture, type Architecture, type Rule } from './check-architecture.js';
export { freePort } from './free-port.js';
export { bearer, pageHeaders } from './headers.js';
export { signWebhook } from './sign-webhook.js';
export { startRedis, type Redis } from './start-redis.js';
export { startServer, type RunningServer } from './start-server.js';
export { withEnvironment } from './with-environment.js';
