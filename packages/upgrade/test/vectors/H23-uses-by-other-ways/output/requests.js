const { clerkMiddleware } = require('@acme/express');

app.use(clerkMiddleware());
app.use((req, res, next) => {
  Object.assign(req, { auth: { userId: 'user_1' } });
  next();
});
