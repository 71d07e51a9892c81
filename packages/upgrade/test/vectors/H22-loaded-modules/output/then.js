import('@clerk/clerk-sdk-node').then(({ clerkClient }) => clerkClient.users.getUserList()).then((list) => list.length);
