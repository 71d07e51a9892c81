import express from 'express';

export async function user(id) {
  const { users } = await import('@clerk/clerk-sdk-node');
  return users.getUser(id);
}
export async function session(id) {
  const clerk = (await import('@clerk/clerk-sdk-node')).default;
  return clerk.sessions.getSession(id);
}
export const then = () => import('@clerk/clerk-sdk-node').then(({ users }) => users);
