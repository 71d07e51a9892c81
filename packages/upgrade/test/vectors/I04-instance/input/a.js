import Clerk from '@clerk/clerk-sdk-node/instance';

const clerk = new Clerk({ apiKey: process.env.CLERK_API_KEY, serverApiUrl: 'https://api.example.com', apiVersion: 'v1' });
const other = new Clerk();
const apiKey = 'key';
const third = new Clerk({ apiKey });
const fourth = new Clerk({ jwksCacheMaxAge: 1000 });
export { clerk, other, third, fourth };
