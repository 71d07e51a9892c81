import { createClerkClient } from '@acme/express';

const clerkClient = createClerkClient({ secretKey: process.env.MY_KEY });
['a', 'b'].forEach((id) => clerkClient.users.getUser(id));
