import { clerkMiddleware } from '@acme/express';

app.use(clerkMiddleware({ audience: 'a' }), (req, res, next) => next());
app.use(clerkMiddleware({ audience: 'b' }), handler);
app.use(clerkMiddleware((req) => ({ audience: req.hostname })));
