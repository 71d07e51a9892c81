const express = require('express');
const { ClerkExpressRequireSession, ClerkExpressWithSession, sessions, users } = require('@clerk/clerk-sdk-node');
const { page, profile, signOutButton } = require('./pages');

const app = express();

// Where to sign in and come back to a path of this site.
function signInLink(req, path) {
  const url = new URL(process.env.CLERK_SIGN_IN_URL);
  url.searchParams.set('redirect_url', `${req.protocol}://${req.get('host')}${path}`);
  return url.href;
}

app.get('/', ClerkExpressWithSession(), (req, res) => {
  if (!req.session) return res.send(page('Home', '<p>You are signed out.</p>'));
  res.send(page('Home', `<p>You are signed in.</p>${signOutButton}`));
});

app.get('/protected', ClerkExpressWithSession(), async (req, res, next) => {
  try {
    if (!req.session) return res.redirect(signInLink(req, '/protected'));
    const user = await users.getUser(req.session.userId);
    res.send(page('Your profile', profile(user) + signOutButton));
  } catch (error) {
    next(error);
  }
});

app.get('/api/me', ClerkExpressRequireSession(), (req, res) => {
  res.json({ userId: req.session.userId, sessionId: req.session.id });
});

app.post('/sign-out', ClerkExpressWithSession(), async (req, res, next) => {
  try {
    if (req.session) await sessions.revokeSession(req.session.id);
    // The cookies are named __session and __session_ with an ending.
    for (const pair of (req.headers.cookie || '').split(';')) {
      const name = pair.split('=')[0].trim();
      if (name.startsWith('__session')) res.clearCookie(name);
    }
    res.redirect(303, '/');
  } catch (error) {
    next(error);
  }
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.statusCode || 500).json({ error: error.message });
});

const port = process.env.PORT || 3000;
app.listen(port, () => console.log(`Site: http://localhost:${port}`));
