import { clerkMiddleware } from '@acme/hono';
import express from 'express';
import { graphql } from './graphql.js';

const app = express();
app.use('/graphql/*', clerkMiddleware(), graphql);
