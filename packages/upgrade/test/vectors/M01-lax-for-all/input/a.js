import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import express from 'express';

const app = express();
app.use(ClerkExpressWithAuth());
