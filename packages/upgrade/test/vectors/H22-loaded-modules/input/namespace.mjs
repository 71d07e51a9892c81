const sdk = await import('@clerk/clerk-sdk-node');
wrap(sdk);
sdk.default.users.getUser('user_1');
