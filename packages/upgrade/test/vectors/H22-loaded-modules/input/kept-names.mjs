const { users, ClerkServerError } = await import('@clerk/clerk-sdk-node');

await users.getUser('user_1');
throw new ClerkServerError();
