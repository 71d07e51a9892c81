import { clerkMiddleware, getAuth } from '@acme/express';
import express from 'express';

const app = express();
app.use(express.json());

app.use(clerkMiddleware());
// Who is it?
app.get('/who', (req, res) => res.json(getAuth(req)));
app.get('/other', (req, res) => {
  res.json(getAuth(req).userId);
});
