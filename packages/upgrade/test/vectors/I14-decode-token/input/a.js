import clerk from '@clerk/clerk-sdk-node';

export const subject = (token) => clerk.decodeToken(token).sub;
