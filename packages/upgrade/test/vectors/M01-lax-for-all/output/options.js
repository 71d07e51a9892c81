import { clerkMiddleware } from '@acme/express';
import express from 'express';

const app = express();
app.use('/api', clerkMiddleware({ authorizedParties: ['https://example.com'] }));
