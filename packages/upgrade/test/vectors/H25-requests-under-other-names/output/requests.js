import { clerkMiddleware } from '@acme/express';
import express from 'express';

const app = express();
app.use(clerkMiddleware());

app.get('/called', (req, res) => res.json((({ auth }) => auth.userId)(req)));
app.get('/called-by-name', (req, res) => res.json(((one) => one.auth.userId)(req)));
app.get('/call', (req, res) => {
  (function ({ auth }) {
    res.json(auth.userId);
  }).call(this, req);
});
app.get('/this', (req, res) => {
  (function () {
    res.json(this.auth.userId);
  }).call(req);
});
app.get('/apply', (req, res) => {
  (function ({ auth }) {
    res.json(auth.userId);
  }).apply(null, [req]);
});
app.get(
  '/bound',
  function ({ auth }, answer) {
    answer.json(auth.userId);
  }.bind(app),
);
app.get(
  '/bound-with-values',
  function (limit, one, answer) {
    answer.json(one.auth.userId, limit);
  }.bind(null, 10),
);

function show({ auth }, answer) {
  answer.json(auth.userId);
}
app.get('/declared', show);

function userOf(one) {
  return one.auth.userId;
}
app.get('/passed', (req, res) => res.json(userOf(req)));

app.get('/default', (req, res) => {
  const read = ({ auth } = req) => auth.userId;
  res.json(read());
});
app.get('/default-by-name', (req, res) => {
  const read = (one = req) => one.auth.userId;
  res.json(read());
});
app.get('/list', (req, res) => {
  const [{ auth }] = [req];
  res.json(auth.userId);
});
app.get('/arguments', (...args) => {
  const [one, answer] = args;
  answer.json(one.auth.userId);
});
app.get('/first-argument', (...args) => args[1].json(args[0].auth.userId));
app.get('/rest', (...[{ auth }, answer]) => answer.json(auth.userId));
app.get('/alias', (req, res) => {
  const one = req;
  res.json(one.auth.userId);
});
app.get('/each', (req, res) => [req].map(({ auth }) => res.json(auth.userId)));
app.get('/then', (req, res) => Promise.resolve(req).then(({ auth }) => res.json(auth.userId)));
app.get('/of', (req, res) => {
  for (const { auth } of [req]) res.json(auth.userId);
});

const caught = (handler) => (one, answer, next) => handler(one, answer).catch(next);
app.get(
  '/wrapped',
  caught(async ({ auth }, answer) => answer.json(auth.userId)),
);

const handlers = {
  show({ auth }, answer) {
    answer.json(auth.userId);
  },
};
app.get('/member', handlers.show);

// What other code gives its own functions is no request.
const connect = ({ auth, url }) => `${url}?${auth.user}`;
connect({ auth: { user: 'x' }, url: 'redis://db' });
connect(app.settings);
[app.settings].map(({ auth }) => auth.user);
