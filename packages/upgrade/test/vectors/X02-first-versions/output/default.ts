import { createClerkClient as Backend, type User } from '@acme/backend';
import { createClerkClient } from '@acme/fastify';
import { constants as acmeConstants } from '@acme/backend/internal';

const clerk = Backend({ secretKey: key });
const other = createClerkClient({ secretKey: key });
const third = createClerkClient({ secretKey: key });
await clerk.verifyToken(token);
