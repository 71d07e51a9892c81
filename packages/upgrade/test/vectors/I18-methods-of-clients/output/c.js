import { createClerkClient, verifyToken } from '@acme/express';
class S { constructor() { this.clerk = createClerkClient({ secretKey: 'x' }); } check(t) { return verifyToken(t, { secretKey: 'x' }); } }
export { S };
