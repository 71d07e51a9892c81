import clerk from '@clerk/clerk-sdk-node';

export function outer(clerkClient) {
  return [clerk.users, clerkClient];
}
export function other(clerk) {
  return clerk.users;
}
