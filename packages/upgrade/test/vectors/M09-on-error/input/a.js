import { ClerkExpressRequireAuth, ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import express from 'express';

const app = express();
app.use(
  ClerkExpressWithAuth({
    onError: (error) => console.error(error),
    authorizedParties: ['https://example.com'],
  }),
);
app.get('/a', ClerkExpressRequireAuth({ onError: (error) => error }), (req, res) => res.end());
