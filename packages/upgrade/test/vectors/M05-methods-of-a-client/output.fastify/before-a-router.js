import { clerkClient } from '@acme/fastify';
import { admin } from './admin.js';

app.use('/admin', clerkClient.expressRequireAuth(), admin);
export const guard = clerkClient.expressRequireAuth;
