import { User } from '@clerk/clerk-sdk-node';

export const isUser = (value: unknown) => value instanceof User;
