import type * as sdk from '@clerk/clerk-sdk-node';

export const nameOf = (user: sdk.User) => user.firstName;
