import { createClerkClient } from '@acme/express';
import {
  other,
} from './other.js';
import {
  another,
} from './another.js';

const clerkClient = createClerkClient({ secretKey: process.env.MY_KEY });
(async () => { console.log(await clerkClient.users.getUser('a'), other, another); })();
