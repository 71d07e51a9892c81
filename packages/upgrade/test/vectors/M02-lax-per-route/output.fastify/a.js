import { clerkPlugin, getAuth } from '@acme/fastify';
import express from 'express';

const app = express();
app.use(express.json());

app.register(clerkPlugin);
// Who is it?
app.get('/who', (req, res) => res.json(getAuth(req)));
app.get('/other', (req, res) => {
  res.json(getAuth(req).userId);
});
