import { clerkClient, verifyToken as acmeVerifyToken } from '@acme/express';

function check({ verifyToken } = clerkClient) {
  return verifyToken(token);
}
Reflect.get(clerkClient, 'verifyToken')(token);
jest.spyOn(clerkClient, 'verifyToken');
const copy = { ...clerkClient };
acmeVerifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY });
const more = { ...clerkClient, log };
more.verifyToken(token);
jest.spyOn(clerkClient.users, 'getUser');
