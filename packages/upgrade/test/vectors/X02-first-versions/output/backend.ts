import { createClerkClient, verifyToken, type User } from '@acme/backend';
import { decodeJwt as acmeDecodeJwt } from '@acme/backend/jwt';

const clerk = createClerkClient({ secretKey: process.env.CLERK_API_KEY });
const other = createClerkClient({ secretKey: 'sk' });

export const all = async (): Promise<User[]> => {
  const { data: users } = await clerk.users.getUserList();
  return users;
};
export const check = (token: string) => verifyToken(token, { secretKey: 'k', issuer: null });
export const read = (token: string) => acmeDecodeJwt(token).payload;
export const send = () => other.emails.createEmail({ subject: 'a' });
