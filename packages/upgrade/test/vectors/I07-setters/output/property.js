import { createClerkClient } from '@acme/express';

const clerk = createClerkClient({ secretKey: 'a' });
clerk.apiKey = 'b';
export default clerk;
