import { users from '@clerk/clerk-sdk-node';
