import { createClerkClient } from '@acme/express';

const clerk = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY, apiUrl: 'https://api.example.com', apiVersion: 'v1' });
const other = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });
const apiKey = 'key';
const third = createClerkClient({ secretKey: apiKey });
const fourth = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });
export { clerk, other, third, fourth };
