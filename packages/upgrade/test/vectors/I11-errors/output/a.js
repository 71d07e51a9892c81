import { clerkClient } from '@acme/express';
import { isClerkAPIResponseError } from '@acme/backend/errors';

export async function load(id) {
  try {
    return await clerkClient.users.getUser(id);
  } catch (err) {
    if (isClerkAPIResponseError(err) && err.status === 404) return undefined;
    if (isClerkAPIResponseError(err)) {
      console.error(err.status, err.errors[0].longMessage);
    }
    throw err;
  }
}
