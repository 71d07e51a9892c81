import { createClerkClient } from '@acme/express';

export const clerk = createClerkClient({
  secretKey: 'a',
});
