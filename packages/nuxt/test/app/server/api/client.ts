import { clerkClient } from '@acme/nuxt/server';
import { defineEventHandler } from 'h3';

export default defineEventHandler(async (event) => {
  const { totalCount } = await clerkClient(event).users.getUserList();
  return { total: totalCount, same: clerkClient(event) === clerkClient(event) };
});
