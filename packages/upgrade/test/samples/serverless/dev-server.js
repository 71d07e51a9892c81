const express = require('express');
const { handler } = require('./lambda/app');

const app = express();

// What the platform does with the files of the folder api.
app.all('/api/hello', (req, res) => require('./api/hello')(req, res));
app.all('/api/me', (req, res) => require('./api/me')(req, res));

// What the gateway in front of the function does.
app.use('/lambda', async (req, res) => {
  const { pathname, search } = new URL(req.originalUrl, 'http://localhost');
  /** @type {any} */
  const event = {
    version: '2.0',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: req.headers,
    cookies: (req.headers.cookie || '').split('; ').filter(Boolean),
    isBase64Encoded: false,
    requestContext: { http: { method: req.method, path: pathname, sourceIp: '127.0.0.1' }, stage: '$default' },
  };
  /** @type {any} */
  const answer = await handler(event, /** @type {any} */ ({}));
  res.status(answer.statusCode).set(answer.headers).send(answer.body);
});

const server = app.listen(process.env.PORT || 3000, () => {
  console.log(JSON.stringify(server.address()));
});
