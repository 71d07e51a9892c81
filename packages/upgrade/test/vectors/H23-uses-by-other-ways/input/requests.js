const { ClerkExpressWithAuth } = require('@clerk/clerk-sdk-node');

app.use(ClerkExpressWithAuth());
app.use((req, res, next) => {
  Object.assign(req, { auth: { userId: 'user_1' } });
  next();
});
