import { setClerkHttpOptions, users } from '@clerk/clerk-sdk-node';

setClerkHttpOptions({ headers: {} });
export const user = await users.getUser('user_1');
