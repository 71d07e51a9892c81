import { clerkMiddleware, getAuth } from '@acme/express';
import express from 'express';

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}
const app = express();
app.get('/a', clerkMiddleware({ authorizedParties: ['https://a.example'] }), requireSignedIn, (req, res) => res.json(getAuth(req).userId));
app.get('/b', clerkMiddleware({ authorizedParties: ['https://b.example'] }), requireSignedIn, (req, res) => res.json(getAuth(req).userId));
app.get('/c', clerkMiddleware({ jwtKey: 'k' }), requireSignedIn, (req, res) => res.json(getAuth(req).userId));
