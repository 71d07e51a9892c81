import { HttpError, ClerkServerError, users } from '@clerk/clerk-sdk-node';

export async function load(id) {
  try {
    return await users.getUser(id);
  } catch (err) {
    if (err instanceof HttpError && err.statusCode === 404) return undefined;
    if (err instanceof HttpError) {
      console.error(err.statusCode, err.data[0].longMessage);
    }
    throw err;
  }
}
