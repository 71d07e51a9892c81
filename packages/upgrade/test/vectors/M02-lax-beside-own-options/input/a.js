import { ClerkExpressRequireAuth, ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import express from 'express';

const app = express();
app.get('/who', ClerkExpressWithAuth(), (req, res) => res.json(req.auth.userId));
app.get('/admin', ClerkExpressRequireAuth({ authorizedParties: ['https://admin.example.com'] }), (req, res) => res.end());
