const { serve } = require('@hono/node-server');
const { Hono } = require('hono');
const { attachUser, requireLogin } = require('./middleware/auth');

const app = new Hono();

app.route('/webhooks', require('./routes/webhooks'));
app.use(attachUser);
app.use('/users/*', requireLogin);
app.route('/users', require('./routes/users'));
app.route('/notes', require('./routes/notes'));

serve({ fetch: app.fetch, port: Number(process.env.PORT || 3000) }, ({ port }) =>
  console.log(JSON.stringify({ port })),
);
