import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import express from 'express';

const app = express();
app.use(express.json());

// Who is it?
app.get('/who', ClerkExpressWithAuth(), (req, res) => res.json(req.auth));
app.get('/other', ClerkExpressWithAuth(), (req, res) => {
  res.json(req.auth.userId);
});
