import express from 'express';
import { clerkClient } from '@acme/express';

export async function user(id) {
  return clerkClient.users.getUser(id);
}
export async function session(id) {
  return clerkClient.sessions.getSession(id);
}
export const then = () => import('@clerk/clerk-sdk-node').then(({ users }) => users);
