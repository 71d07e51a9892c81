import clerk from '@clerk/clerk-sdk-node';
import { admin } from './admin.js';

app.use('/admin', clerk.expressRequireAuth(), admin);
export const guard = clerk.expressRequireAuth;
