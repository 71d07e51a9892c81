import { Clerk, decodeJwt, verifyToken, type User } from '@clerk/backend';

const clerk = Clerk({ apiKey: process.env.CLERK_API_KEY, httpOptions: {} });
const other = new Clerk({ secretKey: 'sk' });

export const all = async (): Promise<User[]> => {
  const users = await clerk.users.getUserList();
  return users;
};
export const check = (token: string) => verifyToken(token, { apiKey: 'k', issuer: null });
export const read = (token: string) => decodeJwt(token).payload;
export const send = () => other.emails.createEmail({ subject: 'a' });
