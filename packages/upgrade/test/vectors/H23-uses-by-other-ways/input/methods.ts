import { clerkClient } from '@clerk/clerk-sdk-node';

function check({ verifyToken } = clerkClient) {
  return verifyToken(token);
}
Reflect.get(clerkClient, 'verifyToken')(token);
jest.spyOn(clerkClient, 'verifyToken');
const copy = { ...clerkClient };
copy.verifyToken(token);
const more = { ...clerkClient, log };
more.verifyToken(token);
jest.spyOn(clerkClient.users, 'getUser');
