import { clerkMiddleware } from '@clerk/express';

app.use(clerkMiddleware((req, res, next) => next(), { audience: 'a' }));
app.use(clerkMiddleware(handler, { enableHandshake: true, audience: 'b' }));
app.use(clerkMiddleware((req) => ({ audience: req.hostname })));
