import Backend, { constants, type User } from '@clerk/backend';
import { createClerkClient, Clerk } from '@clerk/fastify';

const clerk = Backend({ apiKey: key });
const other = Clerk({ apiKey: key });
const third = createClerkClient({ apiKey: key });
await clerk.verifyToken(token);
