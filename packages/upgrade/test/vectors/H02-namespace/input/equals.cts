import sdk = require('@clerk/clerk-sdk-node');

export const user = (id: string) => sdk.users.getUser(id);
