const express = require('express');
const { ClerkExpressRequireSession, ClerkExpressWithSession, users, HttpError } = require('@clerk/clerk-sdk-node');
const profile = require('./routes/profile');

const app = express();
app.use(express.json());

// Anybody may look; who is signed in is greeted.
app.get('/', ClerkExpressWithSession(), (req, res) => {
  if (!req.session) return res.json({ hello: 'stranger' });
  res.json({ hello: req.session.userId });
});

app.get('/me', ClerkExpressRequireSession({ onError: (error) => error }), async (req, res, next) => {
  try {
    const user = await users.getUser(req.session.userId);
    res.json({ id: user.id, session: req.session.id });
  } catch (error) {
    next(error);
  }
});

app.get('/people', ClerkExpressRequireSession(), async (req, res, next) => {
  try {
    const people = await users.getUserList({ limit: 10 });
    res.json(people.map((person) => person.id));
  } catch (error) {
    next(error);
  }
});

app.use('/profile', ClerkExpressRequireSession(), profile);

app.use((error, req, res, next) => {
  if (error instanceof HttpError) return res.status(error.statusCode).json(error.data);
  next(error);
});

module.exports = app;

if (require.main === module) {
  app.listen(process.env.PORT || 3000, function () {
    console.log(JSON.stringify({ port: this.address().port }));
  });
}
