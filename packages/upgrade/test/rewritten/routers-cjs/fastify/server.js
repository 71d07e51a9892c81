const { clerkPlugin } = require('@acme/fastify');
const Fastify = require('fastify');
const { clerkOptions } = require('./middleware/auth');

const app = Fastify();

app.register(require('./routes/webhooks'), { prefix: '/webhooks' });
app.register(clerkPlugin, clerkOptions);
app.register(require('./routes/users'), { prefix: '/users' });
app.register(require('./routes/notes'), { prefix: '/notes' });

app.listen({ port: Number(process.env.PORT || 3000) }).then(() => console.log(JSON.stringify(app.server.address())));
