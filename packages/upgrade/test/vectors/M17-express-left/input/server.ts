import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import express from 'express';
import { graphql } from './graphql.js';

const app = express();
app.use('/graphql', ClerkExpressWithAuth(), graphql);
