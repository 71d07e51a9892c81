import { clerkClient as acmeClerkClient } from '@acme/express';

export function outer(clerkClient) {
  return [acmeClerkClient.users, clerkClient];
}
export function other(clerk) {
  return clerk.users;
}
