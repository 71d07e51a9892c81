import clerk, { users } from '@clerk/clerk-sdk-node';

export { clerk, users };
