import Clerk, { setClerkHttpOptions } from '@clerk/clerk-sdk-node/instance';

export const clerk = new Clerk({
  apiKey: 'a',
  httpOptions: { headers: { 'x-unicorn': 'rainbow' } },
});
