import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';
import express from 'express';

const app = express();
app.use(ClerkExpressRequireAuth());
app.get('/', (req, res) => res.send('in'));
