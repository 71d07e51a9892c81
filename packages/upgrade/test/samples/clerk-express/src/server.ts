import type { AddressInfo } from 'node:net';
import { clerkMiddleware, getAuth } from '@clerk/express';
import express, { type NextFunction, type Request, type Response } from 'express';
import { pages } from './pages.js';
import { hooks } from './hooks.js';
import { users } from './users.js';

const app = express();

app.use('/hooks', hooks);
app.use(express.json());
app.use(clerkMiddleware());

app.get('/who', (req, res) => {
  const { isAuthenticated, userId } = getAuth(req);
  res.json({ isAuthenticated, userId });
});

app.use('/users', users);
app.use('/pages', pages);

app.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
  res.status(500).json({ error: error.message });
});

const server = app.listen(Number(process.env.PORT ?? 3000), () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ port }));
});
