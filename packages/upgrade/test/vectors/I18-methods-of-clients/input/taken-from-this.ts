import { Clerk } from '@clerk/clerk-sdk-node';

export class Tokens {
  private readonly clerk = new Clerk({ secretKey: process.env.CLERK_SECRET_KEY });

  async check(token: string) {
    const { clerk } = this;
    return clerk.verifyToken(token);
  }
}

export const nested = ({ clerk: { verifyToken } }: { clerk: any }, token: string) => verifyToken(token);
