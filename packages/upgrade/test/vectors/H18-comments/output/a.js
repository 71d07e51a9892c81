'use strict';
// header comment
const express = require('express'); // express
/* strict */
const { clerkClient, clerkMiddleware, getAuth } = require('@acme/express'); // clerk

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

const app = express();

/** Public. */
app.get('/public', (req, res) => res.send('hi'));

app.use(clerkMiddleware());
/** Private. */
app.get('/private', /* guard */ requireSignedIn, async (req, res) => {
  // who
  const user = await clerkClient.users.getUser(getAuth(req).userId); // api
  res.json(user);
});
app.listen(3000);
