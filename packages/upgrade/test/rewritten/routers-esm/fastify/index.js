import { clerkPlugin, getAuth } from '@acme/fastify';
import Fastify from 'fastify';
import teams from './routes/teams.js';
import account from './routes/account.js';

const app = Fastify();
app.register(clerkPlugin);

app.get('/who', async (request) => {
  const auth = getAuth(request);
  if (!auth.isAuthenticated) return { signedIn: false };
  return { signedIn: true, userId: auth.userId, template: typeof auth.getToken };
});

app.register(teams, { prefix: '/teams' });
app.register(account, { prefix: '/account' });

await app.listen({ port: Number(process.env.PORT ?? 3000) });
console.log(JSON.stringify(app.server.address()));
