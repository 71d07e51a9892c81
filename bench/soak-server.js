// The server of soak.js: one guarded route for people, one for API keys. Tells its port, and its memory when asked.
import { clerkMiddleware, getAuth, protect } from '@acme/express';
import express from 'express';

const app = express().use(clerkMiddleware());
app.get('/me', protect(), (request, response) => response.json({ userId: getAuth(request).userId }));
app.get('/job', protect({ token: 'api_key' }), (request, response) =>
  response.json({ userId: getAuth(request, { acceptsToken: 'api_key' }).userId }),
);
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({ heapUsed, rss });
});
process.on('disconnect', () => process.exit());
